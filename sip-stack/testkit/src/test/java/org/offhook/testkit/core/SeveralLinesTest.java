package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Several calls at once, of which one is talked on. */
class SeveralLinesTest {
    private static final DialogId SECOND = new DialogId("caller-2");
    private static final CallParty CALLER = new CallParty("300", "Tom");

    private VirtualPhone phone;

    @BeforeEach
    void open() {
        phone = new VirtualPhone(PhoneSettings.of(1).withLines(2));
        phone.signalling.farEnd(FarEnd.ANSWERS);
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        phone.signalling.forgetOrders();
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private CallId ring(DialogId dialog) {
        CallId call = phone.signalling.ring(CALLER, dialog, Optional.of(Sdp.farEnd()));
        phone.settle();
        return call;
    }

    private void answer(CallId call, DialogId dialog) {
        assertThat(phone.command(new PhoneCommand.AnswerCall(call))).isInstanceOf(CommandOutcome.Accepted.class);
        phone.signalling.happen(call, new CallInput.AckReceived(dialog, Optional.empty()));
        phone.settle();
    }

    private CallView view(CallId call) {
        return phone.snapshot().call(call).orElseThrow();
    }

    private ErrorCode refusal(PhoneCommand command) {
        return ((CommandOutcome.Refused) phone.command(command)).error();
    }

    @Test
    void tellsASecondCallByAShortToneNowAndThenInsteadOfRinging() {
        phone.dial("100");
        CallId second = ring(SECOND);
        assertThat(view(second).phase()).isEqualTo(Phase.OFFERED);
        assertThat(phone.media.ringing()).isEmpty();
        assertThat(phone.media.notices()).isEqualTo(1);
        phone.pass(Duration.ofSeconds(9));
        assertThat(phone.media.notices()).isEqualTo(3);
        phone.command(new PhoneCommand.RejectCall(second));
        phone.pass(Duration.ofSeconds(9));
        assertThat(phone.media.notices()).isEqualTo(3);
    }

    @Test
    void ringsOnceTheFirstCallIsOver() {
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        phone.command(new PhoneCommand.HangUpCall(first));
        phone.pass(Duration.ofSeconds(4));
        assertThat(phone.media.ringing()).containsExactly(second);
    }

    @Test
    void answeringTheSecondHoldsTheFirst() {
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        phone.signalling.forgetOrders();
        answer(second, SECOND);
        assertThat(phone.signalling.ladder())
                .as("nobody hears what is not for them: the hold goes first")
                .containsExactly("Reinvite", "Response 200", "Ack");
        assertThat(view(first).held()).isTrue();
        assertThat(phone.media.plan(first).orElseThrow().muted()).isTrue();
        assertThat(view(second).held()).isFalse();
        assertThat(phone.snapshot().activeCall().orElseThrow().id())
                .as("the call that is talked on comes first")
                .isEqualTo(second);
    }

    @Test
    void swapsBackAndForth() {
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        answer(second, SECOND);
        for (List<CallId> order : List.of(List.of(first, second), List.of(second, first), List.of(first, second))) {
            assertThat(phone.command(new PhoneCommand.SwapCalls())).isInstanceOf(CommandOutcome.Accepted.class);
            phone.settle();
            assertThat(view(order.getFirst()).held()).isFalse();
            assertThat(view(order.getLast()).held()).isTrue();
            assertThat(phone.media.plan(order.getLast()).orElseThrow().muted()).isTrue();
        }
    }

    @Test
    void takingOneBackHoldsTheOther() {
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        answer(second, SECOND);
        phone.command(new PhoneCommand.HoldCall(first, false));
        phone.settle();
        assertThat(view(first).held()).isFalse();
        assertThat(view(second).held()).isTrue();
    }

    @Test
    void hasNothingToSwapWithOneCall() {
        phone.dial("100");
        assertThat(refusal(new PhoneCommand.SwapCalls())).isEqualTo(ErrorCode.NO_CALL_FOR_THAT);
    }

    @Test
    void swapsASingleHeldCallBack() {
        CallId first = phone.dial("100");
        phone.command(new PhoneCommand.HoldCall(first, true));
        phone.settle();
        phone.command(new PhoneCommand.SwapCalls());
        phone.settle();
        assertThat(view(first).held()).isFalse();
    }

    @Test
    void dialsASecondCallAndHoldsTheFirst() {
        CallId first = phone.dial("100");
        CallId second = phone.dial("101");
        assertThat(view(first).held()).isTrue();
        assertThat(view(second).phase()).isEqualTo(Phase.CONNECTED);
        assertThat(view(second).held()).isFalse();
    }

    @Test
    void doesNotAnswerOrDialBesideACallThatIsBeingSetUp() {
        phone.signalling.farEnd(FarEnd.RINGS);
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        assertThat(refusal(new PhoneCommand.AnswerCall(second))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
        assertThat(view(second).phase()).isEqualTo(Phase.OFFERED);
        phone.command(new PhoneCommand.RejectCall(second));
        assertThat(refusal(
                        new PhoneCommand.PlaceCall(new DialPlan("101", "", Optional.empty(), Duration.ofSeconds(60)))))
                .isEqualTo(ErrorCode.CALL_IN_PROGRESS);
        assertThat(view(first).phase()).isEqualTo(Phase.RINGING);
    }

    @Test
    void refusesTheThirdCallAsBusy() {
        phone.dial("100");
        ring(SECOND);
        phone.signalling.forgetOrders();
        ring(new DialogId("caller-3"));
        assertThat(phone.signalling.ladder()).containsExactly("Response 486");
    }

    @Test
    void aCallOnHoldIsHungUpAndTheOtherGoesOn() {
        CallId first = phone.dial("100");
        CallId second = ring(SECOND);
        answer(second, SECOND);
        phone.command(new PhoneCommand.HangUpCall(first));
        assertThat(view(first).live()).isFalse();
        assertThat(view(second).phase()).isEqualTo(Phase.CONNECTED);
        assertThat(view(second).held()).isFalse();
    }
}
