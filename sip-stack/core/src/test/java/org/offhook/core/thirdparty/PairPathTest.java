package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.thirdparty.PairMachine.PairInput;

/** The network changes under two legs that are up (RFC 3261 §14.1, §12.2.1.2). */
class PairPathTest extends PairOnTrial {
    @Test
    void tellsAPartyWithOurMediaWhereThatIsNow() {
        bothAnswered(LegSamples.OURS);
        take(new PairInput.JoinRequested());
        assertThat(first(new LegInput.PathRestored("192.0.2.99"))).containsExactly("FIRST SendReinvite with SDP");
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
        assertThat(first(new LegInput.PathRestored("192.0.2.99"))).containsExactly("FIRST SendReinvite with SDP");
        assertThat(second(new LegInput.PathRestored("192.0.2.99"))).containsExactly("SECOND SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).isEqualTo(before);
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.SECOND)).isEqualTo(answer);
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))).containsExactly("FIRST SendAck");
        assertThat(second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO)))).containsExactly("SECOND SendAck");
        assertThat(pair.join()).isEqualTo(new JoinState.Joined());
    }

    @Test
    void endsALegThatIsGoneAfterTheAddressChanged() {
        bothAnswered(LegSamples.OURS);
        take(new PairInput.JoinRequested());
        first(new LegInput.PathRestored("192.0.2.99"));
        assertThat(first(new LegInput.ReinviteTimedOut(FAR)))
                .startsWith("FIRST SendBye", "FIRST ReleaseMedia")
                .endsWith("FIRST Ended CONNECTION_LOST");
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    @Test
    void keepsALegThatRefusesWhatItIsToldAfterTheAddressChanged() {
        bothAnswered(LegSamples.OURS);
        take(new PairInput.JoinRequested());
        first(new LegInput.PathRestored("192.0.2.99"));
        assertThat(first(new LegInput.ReinviteRejected(FAR, 488))).isEmpty();
        assertThat(pair.first()).isInstanceOf(LegState.Talking.class);
    }
}
