package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.desk;
import static org.offhook.agent.desk.StoreDesk.hangUp;
import static org.offhook.agent.desk.StoreDesk.lead;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.talk;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.agent.DialBar;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.QueuedDial;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome.Accepted;

/** Numbers that the campaign's rules speak against, callbacks promised in their stead, leads of earlier calls; in virtual time. */
class BarredAtDeskTest {
    private static Optional<ErrorCode> bar(QueuedDial dial) {
        return dial.bar().map(DialBar::why);
    }

    /** After a call, with one number that came meanwhile and may not be dialled. */
    private static VirtualDesk passedOver() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "305");
        desk.ask(VirtualDesk.crm("306"));
        hangUp(desk, call);
        desk.work.barred = Optional.of(ErrorCode.OUTSIDE_CALLING_HOURS);
        desk.ask(new AgentCommand.SaveWrapUp(call));
        return desk;
    }

    @Test
    void aNumberOfTheQueueThatMayNotBeDialledStaysInSightWithTheReason() {
        VirtualDesk desk = passedOver();

        assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("306");
        assertThat(desk.snapshot().queue())
                .extracting(BarredAtDeskTest::bar)
                .containsExactly(Optional.of(ErrorCode.OUTSIDE_CALLING_HOURS));
        assertThat(desk.events(AgentEvent.DialBlocked.class))
                .extracting(AgentEvent.DialBlocked::why)
                .containsExactly(ErrorCode.OUTSIDE_CALLING_HOURS);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void whatIsPassedOverIsNotDialledByItselfButByTheAgentOnceItMayBe() {
        VirtualDesk desk = passedOver();
        desk.work.barred = Optional.empty();
        CallId call = talk(desk, "307");
        hangUp(desk, call);
        desk.ask(new AgentCommand.SaveWrapUp(call));
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);

        String id = desk.snapshot().queue().getFirst().id();
        assertThat(desk.ask(new AgentCommand.DialQueued(id))).isInstanceOf(Accepted.class);

        assertThat(desk.snapshot().queue()).isEmpty();
        assertThat(desk.snapshot().phone().calls().stream().filter(CallView::live))
                .extracting(one -> one.party().number())
                .containsExactly("306");
    }

    @Test
    void askingForItAnewTakesTheOldRowAway() {
        VirtualDesk desk = passedOver();
        desk.work.barred = Optional.empty();

        assertThat(desk.ask(VirtualDesk.typed("306"))).isInstanceOf(Accepted.class);

        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void whatIsPassedOverElsewhereIsSeenHereOnceAndCanBeRemoved() {
        VirtualDesk desk = desk();
        AgentCommand told = new AgentCommand.TellBlocked("306", "Tom", "crm", ErrorCode.NUMBER_DO_NOT_CALL);
        desk.ask(told);
        desk.ask(told);

        assertThat(desk.snapshot().queue()).hasSize(1);
        assertThat(bar(desk.snapshot().queue().getFirst())).contains(ErrorCode.NUMBER_DO_NOT_CALL);
        assertThat(desk.ask(new AgentCommand.RemoveQueued(
                        desk.snapshot().queue().getFirst().id())))
                .isInstanceOf(Accepted.class);
        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void aCallbackIsPromisedOutsideOfAWrapUp() {
        VirtualDesk desk = desk();
        LocalDateTime at = LocalDateTime.of(2030, 1, 2, 9, 0);

        assertThat(desk.ask(new AgentCommand.PromiseCallback("306", OptionalLong.empty(), at)))
                .isInstanceOf(Accepted.class);

        assertThat(desk.snapshot().work().callbacks()).hasSize(1);
        assertThat(refusal(
                        VirtualDesk.loggedIn().ask(new AgentCommand.PromiseCallback("306", OptionalLong.empty(), at))))
                .isEqualTo(ErrorCode.NO_CAMPAIGN);
    }

    @Test
    void theLeadOfAnEarlierCallIsShownUnlessAnotherIsWorkedOn() {
        VirtualDesk desk = desk();

        assertThat(desk.ask(new AgentCommand.ShowLead(7))).isInstanceOf(Accepted.class);
        assertThat(lead(desk).leadId()).isEqualTo(7);
        assertThat(lead(desk).showing()).isEqualTo(Showing.KEPT);

        desk.ask(new AgentCommand.NextLead());
        assertThat(refusal(desk.ask(new AgentCommand.ShowLead(8)))).isEqualTo(ErrorCode.LEAD_IN_HAND);
    }
}
