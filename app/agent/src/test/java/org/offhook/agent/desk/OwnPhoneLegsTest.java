package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentState;
import org.offhook.agent.twoleg.Leg;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.agent.twoleg.OwnPhoneLegs;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.agent.twoleg.TwoLegEffect;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegInput;
import org.offhook.agent.twoleg.TwoLegInput.TwoLegTimer;
import org.offhook.agent.twoleg.TwoLegMachine;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.agent.twoleg.TwoLegState;
import org.offhook.agent.twoleg.TwoLegStep;
import org.offhook.core.call.CallEnd;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Two-leg calls with the agent's own phone, on a whole desk in virtual time. */
class OwnPhoneLegsTest {
    private final VirtualDesk desk = VirtualDesk.loggedIn();
    private final OwnPhoneLegs port = new OwnPhoneLegs(desk.desk, "voiptech");
    private final Deque<TwoLegInput> inbox = new ArrayDeque<>();
    private final List<StageOne> stages = new ArrayList<>();
    private final List<TwoLegEnd> ends = new ArrayList<>();
    private Optional<TwoLegCallPort.Legs> legs = Optional.empty();
    private TwoLegState state = new TwoLegState.Over(TwoLegEnd.CANCELLED);

    @AfterEach
    void close() {
        desk.close();
    }

    private static TwoLegPlan plan(LegTarget first, LegTarget second) {
        return new TwoLegPlan(
                first, second, Duration.ofSeconds(20), Duration.ofSeconds(60), TwoLegPlan.Joining.THROUGH_WIDGET);
    }

    private static OwnPhone agent(Alert alert) {
        return new OwnPhone("2101", alert);
    }

    private static Dialled customer() {
        return new Dialled("7275551212", "");
    }

    @BeforeEach
    void customersAnswer() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
    }

    private void start(TwoLegPlan plan) {
        assertThat(port.takes(plan)).isTrue();
        state = new TwoLegState.Waiting(plan);
        legs = Optional.of(port.begin(plan, inbox::add));
        happens(new TwoLegInput.StartRequested());
    }

    /** The test's thread is both loops. */
    private void happens(TwoLegInput first) {
        inbox.add(first);
        run();
    }

    private void run() {
        desk.settle();
        while (!inbox.isEmpty()) {
            TwoLegStep step = TwoLegMachine.step(state, inbox.remove());
            state = step.next();
            step.effects().forEach(this::carryOut);
            desk.settle();
        }
    }

    private void carryOut(TwoLegEffect effect) {
        switch (effect) {
            case TwoLegEffect.CallLeg(Leg leg, LegTarget target) ->
                legs.orElseThrow().call(leg, target);
            case TwoLegEffect.EndLeg(Leg leg) -> legs.orElseThrow().end(leg);
            case TwoLegEffect.JoinLegs(var how) -> legs.orElseThrow().join(how);
            case TwoLegEffect.ReportStageOne(StageOne stage) -> stages.add(stage);
            case TwoLegEffect.ReportEnd(TwoLegEnd end) -> ends.add(end);
            case TwoLegEffect.PlayAnnouncement _,
                    TwoLegEffect.StopAnnouncement _,
                    TwoLegEffect.StartTimer _,
                    TwoLegEffect.StopTimer _,
                    TwoLegEffect.Refuse _,
                    TwoLegEffect.Ignore _ -> {}
        }
    }

    private CallView call() {
        return desk.snapshot().phone().activeCall().orElseThrow();
    }

    @Test
    void takesTheAgentsLegByItselfAndDialsTheCustomer() {
        start(plan(agent(Alert.TAKE), customer()));
        assertThat(desk.media.notices()).as("the tone of a leg taken by itself").isEqualTo(1);
        assertThat(call().party().number()).isEqualTo("7275551212");
        assertThat(stages)
                .singleElement()
                .isInstanceOfSatisfying(
                        StageOne.Answered.class,
                        stage -> assertThat(stage.secondCall())
                                .isEqualTo(call().id().value()));
        run();
        assertThat(state).isInstanceOf(TwoLegState.Joined.class);
        desk.ask(new PhoneCommand.HangUpCall(call().id()));
        run();
        assertThat(ends).containsExactly(TwoLegEnd.HUNG_UP);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void dialsOnlyWhenTheAgentPressesDial() {
        start(plan(agent(Alert.RING), customer()));
        assertThat(desk.media.notices()).isZero();
        assertThat(desk.snapshot().phone().activeCall()).isEmpty();
        assertThat(stages).isEmpty();
        desk.ask(new AgentCommand.DialQueued(desk.snapshot().queue().getFirst().id()));
        run();
        assertThat(state).isInstanceOf(TwoLegState.Joined.class);
        assertThat(stages).singleElement().isInstanceOf(StageOne.Answered.class);
    }

    @Test
    void nothingStaysInTheQueueWhenTheAgentDoesNotAnswerInTime() {
        start(plan(agent(Alert.RING), customer()));
        happens(new TwoLegInput.TimerFired(TwoLegTimer.FIRST_LIMIT));
        run();
        assertThat(desk.snapshot().queue()).isEmpty();
        assertThat(stages)
                .singleElement()
                .isInstanceOfSatisfying(
                        StageOne.Failed.class,
                        stage -> assertThat(stage.failure()).isEqualTo(LegFailure.NO_ANSWER));
        assertThat(ends).containsExactly(TwoLegEnd.FIRST_FAILED);
        assertThat(desk.snapshot().phone().calls()).isEmpty();
    }

    @Test
    void anAgentWhoSkipsHasNotAnswered() {
        start(plan(agent(Alert.RING), customer()));
        desk.ask(
                new AgentCommand.RemoveQueued(desk.snapshot().queue().getFirst().id()));
        run();
        assertThat(ends).containsExactly(TwoLegEnd.FIRST_FAILED);
    }

    @Test
    void anAgentWhoTalksIsBusy() {
        desk.ask(VirtualDesk.crm("300"));
        start(plan(agent(Alert.TAKE), customer()));
        assertThat(stages).containsExactly(new StageOne.Failed(LegFailure.BUSY, ""));
        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void anAgentWhoIsNotThereIsUnreachable() {
        desk.ask(new AgentCommand.LogOut());
        assertThat(port.takes(plan(new OwnPhone("2102", Alert.TAKE), customer())))
                .isFalse();
        state = new TwoLegState.Waiting(plan(agent(Alert.TAKE), customer()));
        legs = Optional.of(port.begin(plan(agent(Alert.TAKE), customer()), inbox::add));
        happens(new TwoLegInput.StartRequested());
        assertThat(stages).containsExactly(new StageOne.Failed(LegFailure.UNREACHABLE, ""));
    }

    @Test
    void theCustomerFirstAndThenTheAgentWhoIsOnTheLine() {
        start(plan(customer(), agent(Alert.TAKE)));
        run();
        assertThat(state).isInstanceOf(TwoLegState.Joined.class);
        assertThat(stages).singleElement().isInstanceOf(StageOne.Answered.class);
        happens(new TwoLegInput.HangUpRequested());
        run();
        assertThat(ends).containsExactly(TwoLegEnd.HUNG_UP);
        assertThat(desk.snapshot().phone().activeCall()).isEmpty();
    }

    @Test
    void aCustomerWhoIsBusyIsToldAsSuch() {
        desk.signalling.farEnd(FarEnd.BUSY);
        start(plan(customer(), agent(Alert.TAKE)));
        run();
        assertThat(stages)
                .singleElement()
                .isInstanceOfSatisfying(
                        StageOne.Failed.class,
                        stage -> assertThat(stage.failure()).isEqualTo(LegFailure.BUSY));
        assertThat(desk.snapshot().phone().calls())
                .extracting(CallView::end)
                .extracting(Optional::orElseThrow)
                .extracting(CallEnd::cause)
                .containsExactly(CallEnd.Cause.BUSY);
    }
}
