package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.LocateMedia;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.ReflexiveAddress;

/** The network changes under a call that is up (RFC 3261 §14.1, §12.2.1.2, RFC 3264 §8.3.1). */
class PathMachineTest extends CallOnTrial {
    private static final String THERE = "192.0.2.99";

    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        orders.clear();
    }

    private List<CallEffect> move() {
        return moveTo(THERE, Optional.empty());
    }

    /** The machine is at another address, and it is known how the sockets look there. */
    private List<CallEffect> moveTo(String address, Optional<ReflexiveAddress> outside) {
        assertThat(take(new CallInput.PathRestored(address))).containsExactly(new LocateMedia(address));
        return take(new CallInput.MediaLocated(address, outside));
    }

    private List<CallEffect> answer(String direction) {
        return take(new CallInput.ReinviteAnswered(
                CallSamples.FAR, Optional.of(CallSamples.sdp("192.0.2.20", 30_000, direction, "0 101"))));
    }

    private String offered() {
        return orders.stream()
                .filter(SendReinvite.class::isInstance)
                .map(order -> ((SendReinvite) order).sdpOffer())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static long version(String sdp) {
        String origin =
                sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
        return Long.parseLong(origin.split(" ")[2]);
    }

    @Test
    void tellsTheFarEndWhereItIsNowOnTheSamePortAndGoesOnWithTheAnswer() {
        connect();
        assertThat(move()).singleElement().isInstanceOf(SendReinvite.class);
        assertThat(offered())
                .contains("c=IN IP4 " + THERE, "m=audio 40000 RTP/AVP 0", "a=sendrecv")
                .doesNotContain("192.0.2.10");
        assertThat(kinds(answer("sendrecv"))).containsExactly(SendAck.class, ApplyMedia.class);
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(plan().muted()).isFalse();
    }

    @Test
    void repeatsWhatItSaidWordForWordWhenOnlyTheBindingWasLost() {
        connect();
        moveTo("192.0.2.10", Optional.empty());
        String first = offered();
        answer("sendrecv");
        moveTo("192.0.2.10", Optional.empty());
        assertThat(offered()).isEqualTo(first);
    }

    @Test
    void keepsAHoldOnHold() {
        connect();
        take(CallSamples.HOLD_IT);
        answer("recvonly");
        move();
        assertThat(offered()).contains("c=IN IP4 " + THERE, "a=sendonly");
        answer("recvonly");
        assertThat(((CallState.Connected) state).facts().held().here()).isTrue();
        take(CallSamples.RESUME);
        assertThat(offered()).contains("c=IN IP4 " + THERE, "a=sendrecv");
    }

    @Test
    void asksForAHoldThatWasUnderWayTogetherWithTheNewAddress() {
        connect();
        take(CallSamples.HOLD_IT);
        String lost = offered();
        move();
        assertThat(offered()).contains("c=IN IP4 " + THERE, "a=sendonly");
        assertThat(version(offered())).isGreaterThan(version(lost));
        answer("recvonly");
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void movesOnceMoreWhenTheNetworkChangesTwice() {
        connect();
        move();
        moveTo("192.0.2.111", Optional.empty());
        assertThat(offered()).contains("c=IN IP4 192.0.2.111");
        answer("sendrecv");
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(count(SendReinvite.class)).isEqualTo(2);
    }

    @Test
    void doesNotWaitForABackOffOfTheOldNetwork() {
        connect();
        take(CallSamples.HOLD_IT);
        take(CallSamples.collided());
        assertThat(move()).contains(new StopTimer(CallTimer.GLARE));
        assertThat(offered()).contains(THERE);
    }

    @Test
    void tellsItAgainAfterACollision() {
        connect();
        move();
        assertThat(take(CallSamples.collided())).hasOnlyElementsOfType(StartTimer.class);
        orders.clear();
        take(new CallInput.TimerFired(CallTimer.GLARE));
        assertThat(offered()).contains("c=IN IP4 " + THERE);
    }

    @Test
    void tellsHowItsSocketsLookFromOutsideOfTheNewRouter() {
        connect();
        moveTo(THERE, Optional.of(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_001)));
        assertThat(offered()).contains("c=IN IP4 203.0.113.9", "m=audio 61000 ").doesNotContain(THERE);
        answer("sendrecv");
        take(CallSamples.HOLD_IT);
        assertThat(offered()).contains("c=IN IP4 203.0.113.9", "m=audio 61000 ", "a=sendonly");
    }

    @Test
    void tellsItAgainAfterACollisionThoughNotAWordOfItHasChanged() {
        connect();
        moveTo("192.0.2.10", Optional.empty());
        String first = offered();
        take(CallSamples.collided());
        orders.clear();
        take(CallSamples.RESUME);
        assertThat(orders).as("nothing that is wished for makes it needless").isEmpty();
        take(new CallInput.TimerFired(CallTimer.GLARE));
        assertThat(offered()).contains("c=IN IP4 192.0.2.10", "m=audio 40000 ", "a=sendrecv");
        assertThat(version(offered())).as("RFC 3264 §8").isGreaterThan(version(first));
        take(CallSamples.collided());
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER)));
        assertThat(state).as("our answer has told it").isInstanceOf(CallState.Connected.class);
    }

    @Test
    void takesACollisionForASignOfLife() {
        connect();
        take(new CallInput.SilenceNoticed());
        take(CallSamples.collided());
        orders.clear();
        take(new CallInput.TimerFired(CallTimer.GLARE));
        assertThat(count(SendReinvite.class)).isZero();
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void endsWithItsCauseWhenTheFarEndIsGone() {
        for (CallInput gone : List.of(
                new CallInput.ReinviteRejected(CallSamples.FAR, 481),
                new CallInput.ReinviteRejected(CallSamples.FAR, 408),
                new CallInput.ReinviteTimedOut(CallSamples.FAR))) {
            state = new CallState.New();
            connect();
            move();
            take(gone);
            assertThat(end())
                    .isEqualTo(new CallEnd(
                            CallEnd.Cause.CONNECTION_LOST,
                            CallEnd.Side.NETWORK,
                            0,
                            Optional.of(ErrorCode.CONNECTION_LOST)));
            assertThat(count(SendBye.class)).isEqualTo(1);
        }
    }

    @Test
    void goesOnAndDoesNotAskForEverWhenItIsRefused() {
        connect();
        move();
        orders.clear();
        take(new CallInput.ReinviteRejected(CallSamples.FAR, 488));
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(count(SendReinvite.class)).isZero();
    }

    @Test
    void asksASilentFarEndWhetherItIsThereAndChangesNothing() {
        connect();
        take(new CallInput.SilenceNoticed());
        assertThat(offered()).contains("c=IN IP4 192.0.2.10", "a=sendrecv");
        answer("sendrecv");
        assertThat(state).isInstanceOf(CallState.Connected.class);
        take(new CallInput.SilenceNoticed());
        take(new CallInput.SilenceNoticed());
        assertThat(count(SendReinvite.class)).isEqualTo(2);
        take(new CallInput.ReinviteTimedOut(CallSamples.FAR));
        assertThat(end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
    }
}
