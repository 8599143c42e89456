package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendCancel;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;

/** A handshake that comes to nothing ends the call, in each state as RFC 3261 allows, and says why. */
class SecuringMachineTest extends CallOnTrial {
    private static final CallInput IMPOSTOR = new CallInput.SecuringFailed(ErrorCode.PEER_NOT_GENUINE);

    private void endsAs(ErrorCode error) {
        assertThat(end().cause()).isEqualTo(Cause.MEDIA_NOT_ACCEPTED);
        assertThat(end().error()).contains(error);
    }

    @Test
    void aConnectedCallIsHungUp() {
        take(CallSamples.DIAL);
        take(CallSamples.RESERVED);
        take(CallSamples.answered(CallSamples.FAR));
        assertThat(take(new CallInput.SecuringFailed(ErrorCode.SPEECH_NOT_SECURED)))
                .contains(new SendBye(CallSamples.FAR, Ending.REASON_488));
        endsAs(ErrorCode.SPEECH_NOT_SECURED);
    }

    @Test
    void anAnsweredOneWaitsForItsAckBeforeTheBye() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        assertThat(kinds(take(IMPOSTOR))).doesNotContain(SendBye.class);
        assertThat(kinds(take(CallSamples.ACK))).startsWith(SendBye.class);
        endsAs(ErrorCode.PEER_NOT_GENUINE);
    }

    @Test
    void earlyMediaThatCannotBeSecuredIsCancelledAndALateAnswerGetsItsBye() {
        take(CallSamples.DIAL);
        take(CallSamples.RESERVED);
        take(CallSamples.early(CallSamples.FAR));
        assertThat(kinds(take(IMPOSTOR))).contains(SendCancel.class);
        assertThat(kinds(take(CallSamples.answered(CallSamples.FAR)))).contains(SendAck.class, SendBye.class);
        endsAs(ErrorCode.PEER_NOT_GENUINE);
    }

    @Test
    void aPeerThatOnlyTakesItsTimeWhileItRingsIsWaitedFor() {
        take(CallSamples.DIAL);
        take(CallSamples.RESERVED);
        take(CallSamples.early(CallSamples.FAR));
        assertThat(kinds(take(new CallInput.SecuringFailed(ErrorCode.SPEECH_NOT_SECURED))))
                .doesNotContain(SendCancel.class);
        assertThat(state).isInstanceOf(CallState.Early.class);
    }
}
