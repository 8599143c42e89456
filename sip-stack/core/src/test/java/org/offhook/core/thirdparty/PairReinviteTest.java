package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.thirdparty.PairMachine.Pair;
import org.offhook.core.thirdparty.PairMachine.PairInput;

/** What a party of a joined pair asks in a re-INVITE goes across to the other one (RFC 3725 §7). */
class PairReinviteTest extends PairOnTrial {
    @Test
    void passesAReinviteOfEitherSideAcross() {
        for (Side from : Side.values()) {
            pair = Pair.NEW;
            joined();
            String hold = LegSamples.sdp("h", "192.0.2.30", 34_000, "0").replace("sendrecv", "sendonly");
            assertThat(take(new PairInput.OfLeg(from, new LegInput.ReinviteReceived(FAR, Optional.of(hold)))))
                    .containsExactly(from.other() + " SendReinvite with SDP");
            assertThat(mediaOf(sdpOf(LegEffect.SendReinvite.class, from.other())))
                    .isEqualTo(mediaOf(hold));
            assertThat(take(new PairInput.OfLeg(from.other(), new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))))
                    .containsExactly(from.other() + " SendAck", from + " RespondToReinvite 200 with SDP");
            assertThat(mediaOf(sdpOf(LegEffect.RespondToReinvite.class, from))).isEqualTo(mediaOf(ONE));
        }
    }

    @Test
    void passesARefusalOfAReinviteAcrossAndTheSessionStays() {
        joined();
        first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE)));
        assertThat(second(new LegInput.ReinviteRejected(FAR, 491))).containsExactly("FIRST RespondToReinvite 491");
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }

    @Test
    void refusesTheSecondOfTwoReinvitesThatCross() {
        joined();
        first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE)));
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(TWO))))
                .containsExactly("SECOND RespondToReinvite 491");
    }

    @Test
    void fetchesAnOfferFromTheOtherPartyForWhoAsksForOne() {
        joined();
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.empty()))).containsExactly("SECOND SendReinvite");
        assertThat(second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO))))
                .containsExactly("FIRST RespondToReinvite 200 with SDP");
        assertThat(first(new LegInput.AckReceived(FAR, Optional.of(ONE)))).containsExactly("SECOND SendAck with SDP");
        assertThat(mediaOf(sdpOf(LegEffect.SendAck.class, Side.SECOND))).isEqualTo(mediaOf(ONE));
    }

    @Test
    void answersTheFetchedOfferAllTheSameWhenWhoAskedForItLeaves() {
        joined();
        first(new LegInput.ReinviteReceived(FAR, Optional.empty()));
        second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO)));
        assertThat(first(new LegInput.ByeReceived(FAR))).contains("SECOND SendAck refusing");
    }

    @Test
    void answersAPendingReinviteWhenTheOtherPartyLeaves() {
        joined();
        first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE)));
        assertThat(second(new LegInput.ByeReceived(FAR))).contains("FIRST RespondToReinvite 487");
    }

    @Test
    void aDeadDialogFoundByAReinviteIsAnEnd() {
        joined();
        first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE)));
        assertThat(second(new LegInput.ReinviteRejected(FAR, 481)))
                .contains("SECOND Ended CONNECTION_LOST", "FIRST RespondToReinvite 487");
    }
}
