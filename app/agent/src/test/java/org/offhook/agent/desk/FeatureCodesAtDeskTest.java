package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.refusal;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentState;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.port.WatchInput;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.MessageSummary;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.SignallingOrder;

/** The exchange's feature codes at the desk: the agent is afterwards what they were before, and notes no result. */
class FeatureCodesAtDeskTest {
    private static void tellMailbox(VirtualDesk desk) {
        desk.signalling.happen(new WatchInput.MailboxTold(
                new Content.Messages(new MessageSummary(true, Optional.of("*97"), Optional.empty()))));
        desk.settle();
    }

    @Test
    void callsTheMailboxThatTheExchangeHasTold() {
        VirtualDesk desk = VirtualDesk.loggedIn();
        desk.signalling.farEnd(FakeSignalling.FarEnd.ANSWERS);
        assertThat(refusal(desk.ask(new PhoneCommand.CallVoicemail()))).isEqualTo(ErrorCode.FEATURE_CODE_MISSING);
        tellMailbox(desk);
        AgentState before = desk.snapshot().agent().state();
        assertThat(desk.ask(new PhoneCommand.CallVoicemail())).isInstanceOf(Accepted.class);
        desk.settle();
        assertThat(desk.signalling.orders(SignallingOrder.Invite.class))
                .extracting(order -> order.plan().number())
                .containsExactly("*97");
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
        CallId call = desk.snapshot().phone().activeCall().orElseThrow().id();
        desk.ask(new PhoneCommand.HangUpCall(call));
        desk.settle();
        assertThat(desk.snapshot().recentCalls().getFirst().end().cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        assertThat(desk.snapshot().agent().state()).isEqualTo(before);
    }

    @Test
    void doesNothingForSomebodyWhoIsNotLoggedIn() {
        VirtualDesk desk = new VirtualDesk();
        assertThat(refusal(desk.ask(new PhoneCommand.CallVoicemail()))).isEqualTo(ErrorCode.NOT_LOGGED_IN);
    }

    @Test
    void picksNothingUpWhereNothingRingsAndParksNothingWithoutACode() {
        VirtualDesk desk = VirtualDesk.loggedIn();
        desk.signalling.farEnd(FakeSignalling.FarEnd.ANSWERS);
        assertThat(refusal(desk.ask(new PhoneCommand.PickUpCall("2102")))).isEqualTo(ErrorCode.NOTHING_TO_PICK_UP);
        tellMailbox(desk);
        desk.ask(new PhoneCommand.CallVoicemail());
        desk.settle();
        CallId call = desk.snapshot().phone().activeCall().orElseThrow().id();
        assertThat(refusal(desk.ask(new PhoneCommand.ParkCall(call)))).isEqualTo(ErrorCode.FEATURE_CODE_MISSING);
    }
}
