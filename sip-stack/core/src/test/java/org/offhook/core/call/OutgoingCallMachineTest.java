package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.ReleaseMedia;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendCancel;
import org.offhook.core.call.CallEffect.SendInvite;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;

/** The races and rules of RFC 3261 that a call of ours must get right, each by its name. */
class OutgoingCallMachineTest extends CallOnTrial {
    @Test
    void sendsTheInviteBeforeAnythingElse() {
        take(CallSamples.DIAL);
        assertThat(take(CallSamples.RESERVED).getFirst()).isInstanceOf(SendInvite.class);
    }

    @Test
    void playsRingbackUntilAnswered() {
        dial();
        take(CallSamples.ringing());
        assertThat(plan().tone()).isEqualTo(LocalTone.RINGBACK);
        take(CallSamples.answered(CallSamples.FAR));
        assertThat(plan().tone()).isEqualTo(LocalTone.NONE);
        assertThat(plan().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void takesA180WithSdpForEarlyMediaAndA183WithoutForNothing() {
        dial();
        take(new CallInput.ProvisionalReceived(183, Optional.of(CallSamples.FAR), Optional.empty()));
        assertThat(state).isInstanceOf(CallState.Calling.class);
        take(new CallInput.ProvisionalReceived(180, Optional.of(CallSamples.FAR), Optional.of(CallSamples.ANSWER)));
        assertThat(state).isInstanceOf(CallState.Early.class);
        assertThat(plan().stream()).isPresent();
        assertThat(plan().tone()).isEqualTo(LocalTone.NONE);
    }

    @Test
    void playsTheLatestEarlyMediaEachToTagForItself() {
        dial();
        take(CallSamples.early(CallSamples.FAR));
        int first = plan().revision();
        take(new CallInput.ProvisionalReceived(
                183,
                Optional.of(CallSamples.OTHER),
                Optional.of(CallSamples.sdp("192.0.2.99", 31_000, "sendrecv", "0 96"))));
        assertThat(plan().stream().orElseThrow().remoteAddress()).isEqualTo("192.0.2.99");
        assertThat(plan().revision()).isGreaterThan(first);
    }

    @Test
    void talksToTheForkThatAnsweredAndNotToTheOneThatPlayedLast() {
        dial();
        take(CallSamples.early(CallSamples.FAR));
        take(new CallInput.ProvisionalReceived(
                183,
                Optional.of(CallSamples.OTHER),
                Optional.of(CallSamples.sdp("192.0.2.99", 31_000, "sendrecv", "0 96"))));
        take(new CallInput.InviteAnswered(CallSamples.FAR, Optional.empty()));
        assertThat(plan().stream().orElseThrow().remoteAddress()).isEqualTo("192.0.2.20");
    }

    @Test
    void ignoresEarlySdpThatItCannotRead() {
        dial();
        take(new CallInput.ProvisionalReceived(180, Optional.of(CallSamples.FAR), Optional.of("garbage")));
        assertThat(state).isInstanceOf(CallState.Proceeding.class);
    }

    @Test
    void acksThenByesAnAnswerAfterCancel() {
        dial();
        take(CallSamples.ringing());
        take(CallSamples.HANG_UP);
        List<CallEffect> race = take(CallSamples.answered(CallSamples.FAR));
        assertThat(kinds(race)).startsWith(SendAck.class, SendBye.class).contains(ReleaseMedia.class);
        assertThat(end().cause()).isEqualTo(Cause.CANCELLED);
    }

    @Test
    void cancelsOnceAndKeepsTheStatusOfTheFinalResponse() {
        dial();
        take(CallSamples.HANG_UP);
        take(CallSamples.rejected(487));
        assertThat(count(SendCancel.class)).isEqualTo(1);
        assertThat(end()).isEqualTo(new CallEnd(Cause.CANCELLED, Side.AGENT, 487, Optional.empty()));
    }

    @Test
    void endsAtOnceWhenToldAgainWhileItsCancelIsUnanswered() {
        dial();
        take(CallSamples.HANG_UP);
        List<CallEffect> second = take(CallSamples.HANG_UP);
        assertThat(state).isInstanceOf(CallState.Ended.class);
        assertThat(kinds(second)).contains(ReleaseMedia.class);
        assertThat(count(SendCancel.class)).isEqualTo(1);
        assertThat(end().cause()).isEqualTo(Cause.CANCELLED);
    }

    @Test
    void acksThenByesAnAnswerAfterACancelThatWasGivenUpForAsLongAsOneCanCome() {
        dial();
        take(CallSamples.HANG_UP);
        assertThat(take(CallSamples.HANG_UP))
                .contains(new CallEffect.StartTimer(CallTimer.LINGER, Duration.ofSeconds(32)));
        assertThat(kinds(take(CallSamples.answered(CallSamples.FAR)))).containsExactly(SendAck.class, SendBye.class);
    }

    @Test
    void givesUpACancelThatGetsNoFinalResponse() {
        dial();
        take(CallSamples.HANG_UP);
        assertThat(orders).contains(new CallEffect.StartTimer(CallTimer.CANCEL_GUARD, Duration.ofSeconds(32)));
        take(new CallInput.TimerFired(CallTimer.CANCEL_GUARD));
        assertThat(end().cause()).isEqualTo(Cause.CANCELLED);
    }

    @Test
    void cancelsWhatRingsTooLongAndSaysNoAnswer() {
        dial();
        take(CallSamples.ringing());
        assertThat(kinds(take(new CallInput.TimerFired(CallTimer.RING_LIMIT)))).contains(SendCancel.class);
        take(CallSamples.rejected(487));
        assertThat(end().cause()).isEqualTo(Cause.NO_ANSWER);
    }

    @Test
    void acksAndByesTheForkThatAnsweredSecond() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        assertThat(take(CallSamples.answered(CallSamples.OTHER)))
                .containsExactly(
                        new SendAck(CallSamples.OTHER, Optional.empty()),
                        new SendBye(CallSamples.OTHER, Optional.empty()));
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void acksAndByesAForkThatAnswersAfterTheEnd() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        take(CallSamples.HANG_UP);
        assertThat(take(CallSamples.answered(CallSamples.OTHER)))
                .containsExactly(
                        new SendAck(CallSamples.OTHER, Optional.empty()),
                        new SendBye(CallSamples.OTHER, Optional.empty()));
    }

    @Test
    void acksAndByesAnAnswerItCannotUse() {
        dial();
        List<CallEffect> effects =
                take(new CallInput.InviteAnswered(CallSamples.FAR, Optional.of(CallSamples.STRANGE)));
        assertThat(effects)
                .startsWith(
                        new SendAck(CallSamples.FAR, Optional.empty()),
                        new SendBye(CallSamples.FAR, Ending.REASON_488));
        assertThat(end().cause()).isEqualTo(Cause.MEDIA_NOT_ACCEPTED);
    }

    @Test
    void letsByesCross() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        take(CallSamples.HANG_UP);
        assertThat(take(new CallInput.ByeReceived(CallSamples.FAR, Optional.empty())))
                .isEmpty();
        assertThat(take(new CallInput.ByeCompleted(CallSamples.FAR))).isEmpty();
        assertThat(count(SendBye.class)).isEqualTo(1);
        assertThat(end().side()).isEqualTo(Side.AGENT);
    }

    @Test
    void playsBusyToTheAgentThenGivesTheMediaBack() {
        dial();
        take(CallSamples.rejected(486));
        assertThat(plan().tone()).isEqualTo(LocalTone.BUSY);
        assertThat(end()).isEqualTo(new CallEnd(Cause.BUSY, Side.FAR_END, 486, Optional.of(ErrorCode.BUSY)));
        assertThat(count(ReleaseMedia.class)).isZero();
        take(new CallInput.TimerFired(CallTimer.END_TONE));
        assertThat(count(ReleaseMedia.class)).isEqualTo(1);
    }

    @Test
    void releasesASocketThatComesAfterTheHangUp() {
        take(CallSamples.DIAL);
        take(CallSamples.HANG_UP);
        assertThat(take(CallSamples.RESERVED)).containsExactly(new ReleaseMedia());
    }

    @Test
    void keepsTheMuteThatWasSetWhileItRang() {
        dial();
        take(new CallInput.MuteRequested(true));
        take(CallSamples.answered(CallSamples.FAR));
        assertThat(plan().muted()).isTrue();
    }

    @Test
    void sendsDigitsInTheAnswersPayloadTypeAndRefusesLetters() {
        dial();
        take(new CallInput.InviteAnswered(
                CallSamples.FAR,
                Optional.of(CallSamples.sdp("192.0.2.20", 30_000, "sendrecv", "0 96")
                        .replace("rtpmap:101", "rtpmap:96"))));
        assertThat(plan().stream().orElseThrow().sendEventPayloadType()).hasValue(96);
        assertThat(plan().stream().orElseThrow().receiveEventPayloadType()).hasValue(101);
        assertThat(take(new CallInput.DigitsRequested("12#")))
                .containsExactly(new CallEffect.SendTelephoneEvents("12#"));
        assertThat(take(new CallInput.DigitsRequested("1x")))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEffect.Refuse.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.DIGITS_INVALID));
    }

    @Test
    void endsWithTheTransport() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        now = now.plusSeconds(3);
        take(new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST));
        assertThat(end().cause()).isEqualTo(Cause.CONNECTION_LOST);
        assertThat(count(ReleaseMedia.class)).isEqualTo(1);
    }
}
