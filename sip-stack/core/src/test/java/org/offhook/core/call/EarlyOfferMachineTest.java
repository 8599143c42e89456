package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.Respond;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.media.Direction;

/** Our offer goes out with the ringing, its answer comes in the PRACK (RFC 3262 §5, RFC 6337 §2). */
class EarlyOfferMachineTest extends CallOnTrial {
    private void ringWithOffer() {
        take(CallSamples.inviteForOffer());
        take(CallSamples.RESERVED);
    }

    @Test
    void ringsOnlyWhenItCanOfferAndAnswersWithoutADescription() {
        assertThat(kinds(take(CallSamples.inviteForOffer())))
                .as("no 180 before it can carry the offer")
                .doesNotContain(Respond.class)
                .contains(CallEffect.StartRinging.class);
        assertThat(take(CallSamples.RESERVED))
                .anySatisfy(order -> assertThat(order).isInstanceOfSatisfying(Respond.class, ringing -> {
                    assertThat(ringing.status()).isEqualTo(180);
                    assertThat(ringing.sdp().orElseThrow()).contains("m=audio 40000 ");
                }));
        assertThat(take(CallSamples.prack(Optional.of(CallSamples.ANSWER))))
                .as("nothing is said before somebody answers")
                .isEmpty();
        assertThat(kinds(take(CallSamples.ANSWER_IT)))
                .containsExactly(CallEffect.StopRinging.class, Respond.class, ApplyMedia.class);
        assertThat(orders).contains(new Respond(200, Optional.empty()));
        assertThat(plan().stream().orElseThrow().remoteRtpPort()).isEqualTo(30_000);
        take(CallSamples.ACK);
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void letsNo2xxOvertakeThePrack() {
        ringWithOffer();
        assertThat(kinds(take(CallSamples.ANSWER_IT))).as("RFC 3262 §3").containsExactly(CallEffect.StopRinging.class);
        assertThat(take(CallSamples.ANSWER_IT)).as("pressed twice").isEmpty();
        assertThat(take(CallSamples.prack(Optional.of(CallSamples.ANSWER))))
                .contains(new Respond(200, Optional.empty()));
        assertThat(state).isInstanceOf(CallState.Answering.class);
    }

    @Test
    void offersInThe2xxWhenAnsweredBeforeTheSocketIsThere() {
        take(CallSamples.inviteForOffer());
        take(CallSamples.ANSWER_IT);
        take(CallSamples.RESERVED);
        assertThat(state).isInstanceOf(CallState.AnsweringWithOffer.class);
    }

    @Test
    void refusesACallerWhosePrackOwesTheAnswer() {
        for (Optional<String> wrong : List.of(Optional.<String>empty(), Optional.of(CallSamples.STRANGE))) {
            state = new CallState.New();
            orders.clear();
            ringWithOffer();
            assertThat(take(CallSamples.prack(wrong))).contains(new Respond(488, Optional.empty()));
            assertThat(end().cause()).isEqualTo(Cause.MEDIA_NOT_ACCEPTED);
        }
    }

    @Test
    void takesAnUpdateOnceItsOfferIsAnswered() {
        ringWithOffer();
        CallInput hold = new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.HOLD));
        assertThat(take(hold))
                .as("our offer is open")
                .containsExactly(new RespondToReinvite(CallSamples.FAR, 491, Optional.empty()));
        take(CallSamples.prack(Optional.of(CallSamples.ANSWER)));
        assertThat(take(hold))
                .anySatisfy(order -> assertThat(order).isInstanceOfSatisfying(RespondToReinvite.class, response -> {
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.sdp().orElseThrow()).contains("a=recvonly");
                }));
        take(CallSamples.ANSWER_IT);
        assertThat(plan().direction()).as("held from the first moment").isEqualTo(Direction.RECVONLY);
    }

    @Test
    void canBeGivenUpAndRejectedWhileTheOfferIsOpen() {
        ringWithOffer();
        assertThat(take(new CallInput.CancelReceived())).contains(new Respond(487, Optional.empty()));
        assertThat(end().cause()).isEqualTo(Cause.MISSED);
        state = new CallState.New();
        orders.clear();
        ringWithOffer();
        assertThat(take(new CallInput.RejectRequested(486))).contains(new Respond(486, Optional.empty()));
        assertThat(end().cause()).isEqualTo(Cause.REJECTED);
    }
}
