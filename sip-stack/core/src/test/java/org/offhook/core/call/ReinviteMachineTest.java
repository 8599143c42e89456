package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;

/** What a re-INVITE from the far end may and may not do to a call (RFC 3261 §14.2). */
class ReinviteMachineTest extends CallOnTrial {
    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
    }

    private List<CallEffect> reinvite(String sdp) {
        return take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(sdp)));
    }

    @Test
    void isHeldAndResumedTwiceAndTellsEachChangeOnce() {
        connect();
        for (String hold : List.of(
                CallSamples.HOLD,
                CallSamples.sdp("192.0.2.20", 30_000, "inactive", "0"),
                CallSamples.sdp("0.0.0.0", 30_000, "sendrecv", "0"))) {
            assertThat(reinvite(hold)).contains(new Announce(new CallNews.HeldByFarEnd(true)));
            assertThat(plan().direction().sends()).isFalse();
            assertThat(kinds(reinvite(hold)))
                    .as("held again")
                    .containsExactly(RespondToReinvite.class, ApplyMedia.class);
            assertThat(reinvite(CallSamples.OFFER)).contains(new Announce(new CallNews.HeldByFarEnd(false)));
            assertThat(plan().direction()).isEqualTo(Direction.SENDRECV);
        }
    }

    @Test
    void followsTheMediaToANewAddress() {
        connect();
        int before = plan().revision();
        reinvite(CallSamples.sdp("192.0.2.77", 34_000, "sendrecv", "0"));
        assertThat(plan().stream().orElseThrow().remoteAddress()).isEqualTo("192.0.2.77");
        assertThat(plan().revision()).isGreaterThan(before);
    }

    @Test
    void offersWhenAskedWithoutSdpAndTakesTheAnswerFromTheAck() {
        connect();
        assertThat(take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.empty())))
                .singleElement()
                .isInstanceOfSatisfying(
                        RespondToReinvite.class,
                        response -> assertThat(response.sdp().orElseThrow()).contains("a=sendrecv"));
        take(new CallInput.AckReceived(
                CallSamples.FAR, Optional.of(CallSamples.sdp("192.0.2.78", 36_000, "sendrecv", "0"))));
        assertThat(plan().stream().orElseThrow().remoteRtpPort()).isEqualTo(36_000);
    }

    @Test
    void keepsTheSessionWhenItCannotTakeTheNewOne() {
        connect();
        MediaPlan before = plan();
        assertThat(reinvite(CallSamples.STRANGE))
                .containsExactly(new RespondToReinvite(CallSamples.FAR, 488, Optional.empty()));
        assertThat(plan()).isEqualTo(before);
    }

    @Test
    void answersGlareWith491() {
        connect();
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.empty()));
        assertThat(reinvite(CallSamples.OFFER))
                .containsExactly(new RespondToReinvite(CallSamples.FAR, 491, Optional.empty()));
    }

    @Test
    void hangsUpWhenTheAckOfAReinviteIsLost() {
        connect();
        reinvite(CallSamples.HOLD);
        take(new CallInput.AckTimedOut(CallSamples.FAR));
        assertThat(count(SendBye.class)).isEqualTo(1);
    }
}
