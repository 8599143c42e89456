package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.desk;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.talk;
import static org.offhook.agent.desk.StoreDesk.wrapUp;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentState;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.Transfer;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.SignallingOrder;

/** An agent sends a call to somebody else; the rules for numbers hold for whom it is sent to. */
class TransferAtDeskTest {
    private static void notified(VirtualDesk desk, CallId call, int status, boolean over) {
        desk.signalling.happen(call, new CallInput.TransferNotified(FakeSignalling.DIALOG, status, over));
        desk.settle();
    }

    @Test
    void sendsTheCallOnAndWrapsItUp() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "7275551212");
        assertThat(desk.ask(new PhoneCommand.TransferCall(call, "305"))).isInstanceOf(Accepted.class);
        desk.settle();
        assertThat(desk.signalling.orders(SignallingOrder.Refer.class))
                .extracting(SignallingOrder.Refer::target)
                .containsExactly(new TransferTarget.Somebody("305"));
        assertThat(desk.snapshot().phone().call(call).orElseThrow().transfer()).isEqualTo(Transfer.TAKEN_UP);
        notified(desk, call, 200, true);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(wrapUp(desk).call()).isEqualTo(call);
        assertThat(desk.snapshot().recentCalls().getFirst().end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
    }

    @Test
    void saysThatTheOtherPartyWasNotReachedAndTheCallStays() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "7275551212");
        desk.ask(new PhoneCommand.TransferCall(call, "305"));
        desk.settle();
        notified(desk, call, 486, true);
        assertThat(desk.snapshot().fault().orElseThrow().error()).isEqualTo(ErrorCode.TRANSFER_FAILED);
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
    }

    @Test
    void sendsNobodyWhereTheCampaignsRulesBarIt() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "7275551212");
        desk.work.barred = Optional.of(ErrorCode.NUMBER_NOT_ALLOWED);
        assertThat(refusal(desk.ask(new PhoneCommand.TransferCall(call, "9005551212"))))
                .isEqualTo(ErrorCode.NUMBER_NOT_ALLOWED);
        assertThat(desk.signalling.orders(SignallingOrder.Refer.class)).isEmpty();
    }

    @Test
    void sendsNobodyToLettersOrToTheAgentsOwnPhone() {
        VirtualDesk desk = desk();
        CallId call = talk(desk, "7275551212");
        assertThat(refusal(desk.ask(new PhoneCommand.TransferCall(call, "evil"))))
                .isEqualTo(ErrorCode.NUMBER_HAS_LETTERS);
        assertThat(refusal(desk.ask(new PhoneCommand.TransferCall(
                        call, desk.snapshot().phone().registration().extension()))))
                .isEqualTo(ErrorCode.NUMBER_IS_OWN);
        assertThat(desk.signalling.orders(SignallingOrder.Refer.class)).isEmpty();
    }

    @Test
    void refusesACallThatIsNotThere() {
        VirtualDesk desk = desk();
        assertThat(refusal(desk.ask(new PhoneCommand.TransferCall(new CallId("gone"), "305"))))
                .isEqualTo(ErrorCode.NO_SUCH_CALL);
    }
}
