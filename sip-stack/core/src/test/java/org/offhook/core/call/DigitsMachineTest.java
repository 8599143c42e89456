package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.SendDigitsByInfo;
import org.offhook.core.call.CallEffect.SendTelephoneEvents;
import org.offhook.core.error.ErrorCode;

/** Keys reach the far end on the way that was set, or on the one that was agreed on. */
class DigitsMachineTest extends CallOnTrial {
    private static final String NO_EVENTS = CallSamples.sdp("192.0.2.20", 30_000, "sendrecv", "0");

    private void connect(DigitWay way, String answer) {
        state = new CallState.New(way);
        dial();
        take(new CallInput.InviteAnswered(CallSamples.FAR, Optional.of(answer)));
    }

    private List<CallEffect> press(String digits) {
        return take(new CallInput.DigitsRequested(digits));
    }

    private static SendDigitsByInfo info(String digits) {
        return new SendDigitsByInfo(CallSamples.FAR, digits);
    }

    private boolean planHasEvents() {
        return plan().stream().orElseThrow().sendEventPayloadType().isPresent();
    }

    @Test
    void takesTelephoneEventsWhereTheyWereAgreedOn() {
        connect(DigitWay.AUTO, CallSamples.ANSWER);
        assertThat(press("1")).containsExactly(new SendTelephoneEvents("1"));
    }

    @Test
    void takesInfoWhereTheyWereNot() {
        connect(DigitWay.AUTO, NO_EVENTS);
        assertThat(press("12#")).containsExactly(info("12#"));
    }

    @Test
    void takesTonesForTheRestWhenTheFarEndRefusesInfo() {
        connect(DigitWay.AUTO, NO_EVENTS);
        press("123");
        assertThat(take(new CallInput.DigitsRefused(CallSamples.FAR, "23")))
                .containsExactly(new SendTelephoneEvents("23"));
        assertThat(planHasEvents()).as("so the media path makes tones of them").isFalse();
        assertThat(press("4")).as("and asks no more").containsExactly(new SendTelephoneEvents("4"));
    }

    @Test
    void takesTonesBeforeTheAnswerWhereThereIsNoDialogForInfo() {
        dial();
        take(new CallInput.ProvisionalReceived(183, Optional.of(CallSamples.FAR), Optional.of(NO_EVENTS)));
        assertThat(press("1")).containsExactly(new SendTelephoneEvents("1"));
    }

    @Test
    void takesInfoInAnyCaseWhereThatIsSetAndFallsBackToEvents() {
        connect(DigitWay.INFO, CallSamples.ANSWER);
        assertThat(press("5")).containsExactly(info("5"));
        take(new CallInput.DigitsRefused(CallSamples.FAR, "5"));
        assertThat(press("6")).containsExactly(new SendTelephoneEvents("6"));
        assertThat(planHasEvents()).isTrue();
    }

    @Test
    void takesTonesInAnyCaseWhereThatIsSet() {
        connect(DigitWay.INBAND, CallSamples.ANSWER);
        assertThat(press("5")).containsExactly(new SendTelephoneEvents("5"));
        assertThat(planHasEvents()).isFalse();
        assertThat(plan().stream().orElseThrow().receiveEventPayloadType())
                .as("what the far end sends is understood")
                .isPresent();
    }

    @Test
    void refusesWhereEventsAreWantedAndTheFarEndHasNone() {
        connect(DigitWay.TELEPHONE_EVENT, NO_EVENTS);
        assertThat(press("5"))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEffect.Refuse.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.CALL_STATE_WRONG));
    }
}
