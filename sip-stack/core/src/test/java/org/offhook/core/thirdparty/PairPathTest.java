package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/** The network changes under two legs that are up (RFC 3261 §14.1, §12.2.1.2). */
class PairPathTest extends PairOnTrial {
    /** Our sockets are at another address, and it is known how they look there. */
    private List<String> firstMoves() {
        assertThat(first(LegSamples.RESTORED)).containsExactly("FIRST LocateMedia");
        return first(LegSamples.LOCATED);
    }

    @Test
    void tellsAPartyWithOurMediaWhereThatIsNow() {
        bothAnswered(LegSamples.OURS);
        join();
        assertThat(firstMoves()).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).contains("c=IN IP4 192.0.2.99");
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .containsExactly("FIRST SendAck", "FIRST ApplyMedia SENDRECV");
        assertThat(pair.first()).isInstanceOf(LegState.Talking.class);
        assertThat(pair.join()).as("they go on talking").isEqualTo(new JoinState.Bridged());
    }

    @Test
    void tellsPartiesThatHearEachOtherWithoutUsWhereWeAreAndChangesNothingElse() {
        joined();
        String before = sdpOf(LegEffect.SendReinvite.class, Side.FIRST);
        String answer = sdpOf(LegEffect.SendAck.class, Side.SECOND);
        assertThat(first(LegSamples.RESTORED)).containsExactly("FIRST SendReinvite with SDP");
        assertThat(second(LegSamples.RESTORED)).containsExactly("SECOND SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).isEqualTo(before);
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.SECOND)).isEqualTo(answer);
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))).containsExactly("FIRST SendAck");
        assertThat(second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO)))).containsExactly("SECOND SendAck");
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }

    @Test
    void endsALegThatIsGoneAfterTheAddressChanged() {
        bothAnswered(LegSamples.OURS);
        join();
        firstMoves();
        assertThat(first(new LegInput.ReinviteTimedOut(FAR)))
                .startsWith("FIRST SendBye", "FIRST ReleaseMedia")
                .endsWith("FIRST Ended CONNECTION_LOST");
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    @Test
    void keepsALegThatRefusesWhatItIsToldAfterTheAddressChanged() {
        bothAnswered(LegSamples.OURS);
        join();
        firstMoves();
        assertThat(first(new LegInput.ReinviteRejected(FAR, 488))).isEmpty();
        assertThat(pair.first()).isInstanceOf(LegState.Talking.class);
    }

    @Test
    void tellsAPartyAgainAfterACollisionAndTheBackOff() {
        bothAnswered(LegSamples.OURS);
        join();
        firstMoves();
        String told = sdpOf(LegEffect.SendReinvite.class, Side.FIRST);
        assertThat(first(LegSamples.COLLIDED)).singleElement().asString().startsWith("FIRST StartTimer GLARE ");
        assertThat(first(new LegInput.TimerFired(LegTimer.GLARE))).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).isEqualTo(told);
        first(LegSamples.COLLIDED);
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                .as("the party's own came first, and our answer has told it")
                .containsExactly(
                        "FIRST StopTimer GLARE", "FIRST RespondToReinvite 200 with SDP", "FIRST ApplyMedia SENDRECV");
        assertThat(pair.join()).as("they go on talking").isEqualTo(new JoinState.Bridged());
    }

    @Test
    void tellsAPartyWithoutOurMediaAgainAfterACollision() {
        joined();
        first(LegSamples.RESTORED);
        String told = sdpOf(LegEffect.SendReinvite.class, Side.FIRST);
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(TWO))))
                .as("RFC 3261 §14.1: no second re-INVITE to leg one; leg two's party asks again by itself")
                .containsExactly("SECOND RespondToReinvite 491");
        assertThat(first(LegSamples.COLLIDED)).singleElement().asString().startsWith("FIRST StartTimer GLARE ");
        assertThat(first(new LegInput.TimerFired(LegTimer.GLARE))).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).isEqualTo(told);
        first(LegSamples.COLLIDED);
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(TWO))))
                .as("what goes across tells it, too")
                .containsExactly("FIRST StopTimer GLARE", "FIRST SendReinvite with SDP");
        first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)));
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }

    @Test
    void waitsNoMoreOnceThePartyIsGone() {
        joined();
        first(LegSamples.RESTORED);
        first(LegSamples.COLLIDED);
        assertThat(first(new LegInput.ByeReceived(FAR))).startsWith("FIRST StopTimer GLARE");
    }

    @Test
    void goesOnJoiningThemFromWhereWeAreNow() {
        bothAnswered(LegSamples.NONE);
        join();
        String asked = sdpOf(LegEffect.SendReinvite.class, Side.FIRST);
        assertThat(first(LegSamples.RESTORED))
                .as("its transaction was lost with the way it was on")
                .containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).isEqualTo(asked);
        assertThat(second(LegSamples.RESTORED)).as("the ACK comes first").isEmpty();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .containsExactly(
                        "FIRST SendAck",
                        "FIRST ReleaseMedia",
                        "SECOND SendAck with SDP",
                        "SECOND StopTimer ACK_LIMIT",
                        "SECOND SendReinvite with SDP",
                        "ReportJoined");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.SECOND))
                .isEqualTo(sdpOf(LegEffect.SendAck.class, Side.SECOND));
        second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO)));
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }

    @Test
    void tellsAPartyThatDidNotTakeTheOthersMediaWhereOursIsNow() {
        bothAnswered(LegSamples.NONE);
        join();
        first(LegSamples.RESTORED);
        second(LegSamples.RESTORED);
        assertThat(first(new LegInput.ReinviteRejected(FAR, 488)))
                .containsExactly("FIRST ApplyMedia SENDRECV", "SECOND ReserveMedia", "FIRST LocateMedia");
        assertThat(first(LegSamples.LOCATED)).containsExactly("FIRST SendReinvite with SDP");
        assertThat(second(LegSamples.RESERVED)).contains("SECOND SendAck with SDP", "SECOND LocateMedia");
        assertThat(second(LegSamples.LOCATED)).containsExactly("SECOND SendReinvite with SDP");
        assertThat(pair.join()).isEqualTo(new JoinState.Bridged());
    }

    @Test
    void tellsAPartyWhereARouterMapsOurSocketsNow() {
        bothAnswered(LegSamples.OURS);
        join();
        assertThat(first(LegSamples.REMAPPED)).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).contains("c=IN IP4 198.51.100.7", "m=audio 50000 ");
        first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)));
        assertThat(first(LegSamples.REMAPPED)).as("it knows").isEmpty();
        assertThat(pair.join()).as("they go on talking").isEqualTo(new JoinState.Bridged());
    }

    @Test
    void letsAnExchangeFinishBeforeItTellsANewMapping() {
        bothAnswered(LegSamples.OURS);
        join();
        firstMoves();
        assertThat(first(LegSamples.REMAPPED))
                .as("RFC 3261 §14.1: one at a time")
                .isEmpty();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .containsExactly("FIRST SendAck", "FIRST ApplyMedia SENDRECV", "FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).contains("m=audio 50000 ");
        assertThat(first(new LegInput.ReinviteRejected(FAR, 488)))
                .as("nor for ever")
                .isEmpty();
    }

    @Test
    void tellsANewMappingWithWhatWaitsAfterACollision() {
        bothAnswered(LegSamples.OURS);
        join();
        firstMoves();
        first(LegSamples.COLLIDED);
        assertThat(first(LegSamples.REMAPPED)).isEmpty();
        assertThat(first(new LegInput.TimerFired(LegTimer.GLARE))).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).contains("m=audio 50000 ");
    }
}
