package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.Respond;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;

/** The races and rules of RFC 3261 that a call to us must get right, each by its name. */
class IncomingCallMachineTest extends CallOnTrial {
    @Test
    void ringsAnswersAndIsConnectedByTheAck() {
        offer(Optional.of(CallSamples.OFFER));
        assertThat(take(CallSamples.ANSWER_IT))
                .hasAtLeastOneElementOfType(ApplyMedia.class)
                .anySatisfy(order -> assertThat(order)
                        .isInstanceOfSatisfying(
                                Respond.class,
                                response -> assertThat(response.status()).isEqualTo(200)));
        take(CallSamples.ACK);
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void answersAsSoonAsTheSocketIsThereWhenAskedBefore() {
        take(CallSamples.invite(Optional.of(CallSamples.OFFER)));
        assertThat(kinds(take(CallSamples.ANSWER_IT))).containsExactly(CallEffect.StopRinging.class);
        assertThat(kinds(take(CallSamples.RESERVED))).contains(Respond.class);
    }

    @Test
    void offersInTheAnswerToALateOfferAndTakesTheAnswerFromTheAck() {
        offer(Optional.empty());
        take(CallSamples.ANSWER_IT);
        assertThat(state).isInstanceOf(CallState.AnsweringWithOffer.class);
        take(new CallInput.AckReceived(CallSamples.FAR, Optional.of(CallSamples.ANSWER)));
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(plan().stream().orElseThrow().remoteRtpPort()).isEqualTo(30_000);
    }

    @Test
    void byesAnAckWithoutTheAnswerItOwes() {
        offer(Optional.empty());
        take(CallSamples.ANSWER_IT);
        take(CallSamples.ACK);
        assertThat(count(SendBye.class)).isEqualTo(1);
        assertThat(end().cause()).isEqualTo(Cause.MEDIA_NOT_ACCEPTED);
    }

    @Test
    void byesWhenTheAckIsLost() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        take(new CallInput.AckTimedOut(CallSamples.FAR));
        assertThat(count(SendBye.class)).isEqualTo(1);
        assertThat(end().cause()).isEqualTo(Cause.CONNECTION_LOST);
    }

    @Test
    void holdsTheByeBackUntilTheAckIsHere() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        assertThat(kinds(take(CallSamples.HANG_UP))).doesNotContain(SendBye.class);
        assertThat(kinds(take(CallSamples.ACK))).startsWith(SendBye.class);
        assertThat(end()).isEqualTo(Ending.HUNG_UP_HERE);
    }

    @Test
    void answersTheInviteOfACancelledCallWith487AndLogsItAsMissed() {
        offer(Optional.of(CallSamples.OFFER));
        assertThat(take(new CallInput.CancelReceived())).contains(new Respond(487, Optional.empty()));
        assertThat(end().cause()).isEqualTo(Cause.MISSED);
    }

    @Test
    void tellsACallAnsweredElsewhereFromAMissedOne() {
        offer(Optional.of(CallSamples.OFFER));
        take(new CallInput.CancelReceived(Optional.of("SIP;cause=200;text=\"Call completed elsewhere\"")));
        assertThat(end().cause()).isEqualTo(Cause.ANSWERED_ELSEWHERE);
    }

    @Test
    void ignoresACancelThatComesAfterTheAnswer() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        take(new CallInput.CancelReceived());
        assertThat(state).isInstanceOf(CallState.Answering.class);
    }

    @Test
    void endsAnEarlyDialogThatTheCallerByes() {
        offer(Optional.of(CallSamples.OFFER));
        assertThat(take(new CallInput.ByeReceived(CallSamples.FAR, Optional.empty())))
                .contains(new Respond(487, Optional.empty()));
        assertThat(end().cause()).isEqualTo(Cause.MISSED);
    }

    @Test
    void rejectsWithTheStatusAsked() {
        offer(Optional.of(CallSamples.OFFER));
        assertThat(take(new CallInput.RejectRequested(486))).contains(new Respond(486, Optional.empty()));
        assertThat(end().cause()).isEqualTo(Cause.REJECTED);
    }

    @Test
    void refusesAnOfferWithoutACommonCodecBeforeItRings() {
        List<CallEffect> effects = take(CallSamples.invite(Optional.of(CallSamples.STRANGE)));
        assertThat(effects).contains(new Respond(488, Optional.empty()));
        assertThat(kinds(effects)).doesNotContain(CallEffect.StartRinging.class);
    }

    @Test
    void stopsRingingHoweverItEnds() {
        for (CallInput ending : List.of(
                CallSamples.ANSWER_IT,
                CallSamples.HANG_UP,
                new CallInput.CancelReceived(),
                new CallInput.TransportFailed(ErrorCode.CONNECTION_LOST),
                new CallInput.RejectRequested(486),
                new CallInput.ByeReceived(CallSamples.FAR, Optional.empty()))) {
            state = new CallState.New();
            offer(Optional.of(CallSamples.OFFER));
            assertThat(kinds(take(ending))).as("%s", ending).contains(CallEffect.StopRinging.class);
        }
    }
}
