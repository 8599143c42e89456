package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.QueuedDial;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** What the queue dials by itself is counted down where an agent looks at it; in virtual time. */
class CountDownAtDeskTest {
    private static final Duration WAIT = Duration.ofSeconds(3);

    /** On a call, with one number waiting; autodial is on in mode QUEUE. */
    private static VirtualDesk withOneWaiting() {
        VirtualDesk desk = VirtualDesk.loggedIn(DeskSettings.defaults().withAutoDialWait(WAIT));
        StoreDesk.talk(desk, "305");
        desk.ask(VirtualDesk.crm("306"));
        return desk;
    }

    private static void hangUp(VirtualDesk desk) {
        StoreDesk.hangUp(desk, live(desk).orElseThrow().id());
    }

    private static Optional<CallView> live(VirtualDesk desk) {
        return desk.snapshot().phone().calls().stream().filter(CallView::live).findFirst();
    }

    @Test
    void theNextNumberIsDialledAfterTheCountDownAndNotBefore() {
        VirtualDesk desk = withOneWaiting();
        hangUp(desk);

        assertThat(desk.snapshot().queue())
                .extracting(QueuedDial::dialsAt)
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)));
        desk.pass(Duration.ofMillis(2_900));
        assertThat(live(desk)).isEmpty();
        desk.pass(Duration.ofMillis(200));

        assertThat(live(desk).orElseThrow().party().number()).isEqualTo("306");
        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void waitKeepsTheNumberInTheQueueUntilTheAgentIsFreeTheNextTime() {
        VirtualDesk desk = withOneWaiting();
        hangUp(desk);

        desk.ask(new AgentCommand.WaitWithQueue());
        desk.pass(Duration.ofMinutes(1));

        assertThat(live(desk)).isEmpty();
        assertThat(desk.snapshot().queue()).extracting(QueuedDial::dialsAt).containsExactly(Optional.empty());
        assertThat(desk.snapshot().autoDial()).isTrue();
        StoreDesk.talk(desk, "307");
        hangUp(desk);
        desk.pass(WAIT);
        assertThat(live(desk).orElseThrow().party().number()).isEqualTo("306");
    }

    @Test
    void whoeverIsBusyMeanwhileIsNotDialledFor() {
        VirtualDesk desk = withOneWaiting();
        hangUp(desk);
        desk.pass(Duration.ofSeconds(1));

        StoreDesk.talk(desk, "307");
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
        assertThat(live(desk).orElseThrow().party().number()).isEqualTo("307");
        assertThat(desk.snapshot().queue()).extracting(QueuedDial::dialsAt).containsExactly(Optional.empty());
    }

    @Test
    void aNumberThatIsTakenOutEndsItsCountDownAndTheNextOneBeginsItsOwn() {
        VirtualDesk desk = withOneWaiting();
        desk.ask(VirtualDesk.crm("308"));
        hangUp(desk);
        desk.pass(Duration.ofSeconds(2));

        desk.ask(
                new AgentCommand.RemoveQueued(desk.snapshot().queue().getFirst().id()));

        assertThat(desk.snapshot().queue())
                .extracting(QueuedDial::dialsAt)
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)));
        desk.pass(Duration.ofMillis(2_900));
        assertThat(live(desk)).isEmpty();
        desk.pass(Duration.ofMillis(200));
        assertThat(live(desk).orElseThrow().party().number()).isEqualTo("308");
    }

    @Test
    void switchingAutoDialOffEndsTheCountDown() {
        VirtualDesk desk = withOneWaiting();
        hangUp(desk);

        desk.ask(new AgentCommand.SetAutoDial(false));
        desk.pass(Duration.ofSeconds(10));

        assertThat(live(desk)).isEmpty();
    }

    @Test
    void whatTheCrmAsksForDuringTheCountDownWaitsBehindIt() {
        VirtualDesk desk = withOneWaiting();
        desk.signalling.farEnd(FarEnd.ANSWERS);
        hangUp(desk);

        desk.ask(VirtualDesk.crm("308"));
        desk.pass(WAIT);

        assertThat(live(desk).orElseThrow().party().number()).isEqualTo("306");
        assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("308");
    }
}
