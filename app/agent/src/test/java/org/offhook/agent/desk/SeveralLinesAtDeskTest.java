package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.hangUp;
import static org.offhook.agent.desk.StoreDesk.talk;
import static org.offhook.agent.desk.StoreDesk.wrapUp;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentState;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.Sdp;

/** An agent with two lines: one is talked on, and what was talked on each is wrapped up. */
class SeveralLinesAtDeskTest {
    private static final DialogId CALLER = new DialogId("caller");

    /** A second call comes in and is answered. */
    private static CallId takeSecond(VirtualDesk desk) {
        CallId second = desk.signalling.ring(new CallParty("300", "Tom"), CALLER, Optional.of(Sdp.farEnd()));
        desk.settle();
        assertThat(desk.snapshot().phone().call(second).orElseThrow().phase()).isEqualTo(Phase.OFFERED);
        assertThat(desk.ask(new PhoneCommand.AnswerCall(second))).isInstanceOf(Accepted.class);
        desk.signalling.happen(second, new CallInput.AckReceived(CALLER, Optional.empty()));
        desk.settle();
        return second;
    }

    private static AgentState state(VirtualDesk desk) {
        return desk.snapshot().agent().state();
    }

    @Test
    void goesOnTalkingWhenTheFirstCallEndsAndWrapsBothUpAfterwards() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId first = talk(desk, "305");
        CallId second = takeSecond(desk);
        desk.pass(Duration.ofSeconds(5));

        hangUp(desk, first);
        assertThat(state(desk)).as("the other line is up").isEqualTo(AgentState.ON_CALL);
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.work.saved).as("the wrap-up's time has not begun").isEmpty();

        hangUp(desk, second);
        assertThat(state(desk)).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(desk).call()).isEqualTo(second);
        assertThat(desk.ask(new AgentCommand.SaveWrapUp(second))).isInstanceOf(Accepted.class);
        assertThat(state(desk)).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(desk).call()).isEqualTo(first);
        assertThat(desk.ask(new AgentCommand.SaveWrapUp(first))).isInstanceOf(Accepted.class);
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.saved).hasSize(2);
    }

    @Test
    void wrapsTheSecondCallUpAfterTheFirst() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId first = talk(desk, "305");
        CallId second = takeSecond(desk);
        desk.pass(Duration.ofSeconds(5));

        hangUp(desk, second);
        assertThat(state(desk)).isEqualTo(AgentState.ON_CALL);
        assertThat(desk.snapshot().phone().call(first).orElseThrow().held())
                .as("taken back by the agent, not by itself")
                .isTrue();
        desk.ask(new PhoneCommand.SwapCalls());
        desk.settle();
        assertThat(desk.snapshot().phone().call(first).orElseThrow().held()).isFalse();

        hangUp(desk, first);
        assertThat(wrapUp(desk).call()).isEqualTo(first);
        desk.ask(new AgentCommand.SaveWrapUp(first));
        assertThat(wrapUp(desk).call()).isEqualTo(second);
        desk.ask(new AgentCommand.SaveWrapUp(second));
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
    }

    @Test
    void aSecondCallThatNobodyAnsweredWantsNoWrapUp() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId first = talk(desk, "305");
        CallId second = desk.signalling.ring(new CallParty("300", "Tom"), CALLER, Optional.of(Sdp.farEnd()));
        desk.settle();
        desk.signalling.happen(second, new CallInput.CancelReceived());
        desk.settle();
        hangUp(desk, first);
        desk.ask(new AgentCommand.SaveWrapUp(first));
        assertThat(state(desk)).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.saved).hasSize(1);
    }

    @Test
    void queuesANumberThatIsClickedWhileACallIsOnHold() {
        VirtualDesk desk = VirtualDesk.withTwoLines();
        CallId first = talk(desk, "305");
        desk.ask(new PhoneCommand.HoldCall(first, true));
        desk.ask(VirtualDesk.crm("306"));
        assertThat(desk.snapshot().queue()).hasSize(1);
    }
}
