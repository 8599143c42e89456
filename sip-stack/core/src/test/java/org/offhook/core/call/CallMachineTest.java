package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.ReleaseMedia;
import org.offhook.core.call.CallEffect.Respond;
import org.offhook.core.call.CallEffect.RespondToReinvite;
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
import org.offhook.core.media.MediaPlan;

/** The races and rules of RFC 3261 that a call must get right, each by its name. */
class CallMachineTest {
    private CallState state = new CallState.New();
    private final List<CallEffect> orders = new ArrayList<>();
    private Instant now = CallSamples.NOW;

    private List<CallEffect> take(CallInput input) {
        CallStep step = CallMachine.step(state, input, now);
        state = step.next();
        orders.addAll(step.effects());
        return step.effects();
    }

    private void dial() {
        take(CallSamples.DIAL);
        take(CallSamples.RESERVED);
    }

    private void offer(Optional<String> sdp) {
        take(CallSamples.invite(sdp));
        take(CallSamples.RESERVED);
    }

    private List<Class<?>> kinds(List<CallEffect> effects) {
        return effects.stream().<Class<?>>map(Object::getClass).toList();
    }

    private CallEnd end() {
        List<CallNews.Ended> ends = orders.stream()
                .filter(Announce.class::isInstance)
                .map(order -> ((Announce) order).news())
                .filter(CallNews.Ended.class::isInstance)
                .map(CallNews.Ended.class::cast)
                .toList();
        assertThat(ends).as("the call ends exactly once").hasSize(1);
        return ends.getFirst().end();
    }

    private MediaPlan plan() {
        return orders.stream()
                .filter(ApplyMedia.class::isInstance)
                .map(order -> ((ApplyMedia) order).plan())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private long count(Class<?> kind) {
        return orders.stream().filter(kind::isInstance).count();
    }

    @Nested
    class Outgoing {
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
        void cancelsOnceHoweverOftenItIsToldTo() {
            dial();
            take(CallSamples.HANG_UP);
            take(CallSamples.HANG_UP);
            take(CallSamples.rejected(487));
            assertThat(count(SendCancel.class)).isEqualTo(1);
            assertThat(end()).isEqualTo(new CallEnd(Cause.CANCELLED, Side.AGENT, 487, Optional.empty()));
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
            assertThat(kinds(take(new CallInput.TimerFired(CallTimer.RING_LIMIT))))
                    .contains(SendCancel.class);
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

    @Nested
    class Incoming {
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

    @Nested
    class Reinvite {
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

    @Nested
    class Failures {
        private CallEnd failure(int status, boolean rang, Optional<String> reason) {
            return CallFailures.of(new CallInput.RejectedResponse(status, "", reason, Optional.empty()), rang);
        }

        @Test
        void saysInTradeWordsWhyACallFailed() {
            assertThat(failure(404, false, Optional.empty()).cause()).isEqualTo(Cause.NUMBER_UNKNOWN);
            assertThat(failure(480, false, Optional.empty()).cause()).isEqualTo(Cause.UNAVAILABLE);
            assertThat(failure(480, true, Optional.empty()).cause()).isEqualTo(Cause.NO_ANSWER);
            assertThat(failure(408, true, Optional.empty()).cause()).isEqualTo(Cause.NO_ANSWER);
            assertThat(failure(486, true, Optional.empty()).cause()).isEqualTo(Cause.BUSY);
            assertThat(failure(600, true, Optional.empty()).cause()).isEqualTo(Cause.BUSY);
            assertThat(failure(603, true, Optional.empty()).cause()).isEqualTo(Cause.DECLINED);
            assertThat(failure(403, false, Optional.empty()).error()).contains(ErrorCode.CALL_NOT_ALLOWED);
            assertThat(failure(488, false, Optional.empty()).error()).contains(ErrorCode.MEDIA_NOT_ACCEPTED);
            assertThat(failure(503, false, Optional.empty()).error()).contains(ErrorCode.LINE_UNAVAILABLE);
            assertThat(failure(500, false, Optional.empty()).error()).contains(ErrorCode.SERVER_FAILED);
            assertThat(failure(302, false, Optional.empty()).cause()).isEqualTo(Cause.UNAVAILABLE);
        }

        @Test
        void believesTheGatewaysQ850CauseWhereTheStatusSaysNothing() {
            assertThat(failure(503, false, Optional.of("Q.850;cause=17;text=\"User busy\""))
                            .cause())
                    .isEqualTo(Cause.BUSY);
            assertThat(failure(480, false, Optional.of("SIP;cause=480, Q.850 ;cause=1"))
                            .cause())
                    .isEqualTo(Cause.NUMBER_UNKNOWN);
            assertThat(failure(486, false, Optional.of("Q.850;cause=1")).cause())
                    .isEqualTo(Cause.BUSY);
            assertThat(failure(500, false, Optional.of("Q.850;cause=999")).cause())
                    .isEqualTo(Cause.SERVER_FAILED);
        }
    }
}
