package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;

/** The agent puts the far end on hold and takes it back (RFC 3261 §14.1, RFC 3264 §8.4). */
class HoldMachineTest extends CallOnTrial {
    private static final SendAck ACK = new SendAck(CallSamples.FAR, Optional.empty());

    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        orders.clear();
    }

    private void connectIncoming() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        take(CallSamples.ACK);
        orders.clear();
    }

    private List<CallEffect> hold() {
        return take(CallSamples.HOLD_IT);
    }

    private List<CallEffect> resume() {
        return take(CallSamples.RESUME);
    }

    private List<CallEffect> answer(String direction) {
        return take(new CallInput.ReinviteAnswered(
                CallSamples.FAR, Optional.of(CallSamples.sdp("192.0.2.20", 30_000, direction, "0 101"))));
    }

    private List<CallEffect> refuse(int status) {
        return take(new CallInput.ReinviteRejected(CallSamples.FAR, status));
    }

    private void onHold() {
        connect();
        hold();
        answer("recvonly");
    }

    private String offered() {
        return orders.stream()
                .filter(SendReinvite.class::isInstance)
                .map(order -> ((SendReinvite) order).sdpOffer())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static long versionOf(String sdp) {
        String origin =
                sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
        return Long.parseLong(origin.split(" ")[2]);
    }

    private Held held() {
        return switch (state) {
            case CallState.Connected at -> at.facts().held();
            case CallState.ConnectedWithOffer at -> at.facts().held();
            case CallState.Reoffering at -> at.facts().held();
            case CallState.Yielding at -> at.facts().held();
            case CallState other -> throw new AssertionError(other);
        };
    }

    @Test
    void silencesBothWaysFirstThenAsksForIt() {
        connect();
        assertThat(kinds(hold())).containsExactly(ApplyMedia.class, Announce.class, SendReinvite.class);
        assertThat(offered()).contains("a=sendonly");
        assertThat(plan().direction()).isEqualTo(Direction.SENDONLY);
        assertThat(plan().muted()).as("silence goes out, not the microphone").isTrue();
        assertThat(held()).isEqualTo(Held.HERE);
    }

    @Test
    void acknowledgesTheAnswerAndIsHeldUntilItIsTakenBack() {
        connect();
        hold();
        assertThat(answer("recvonly")).startsWith(ACK);
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(plan().direction()).isEqualTo(Direction.SENDONLY);
        long version = versionOf(offered());
        assertThat(kinds(resume())).as("in force once the far end has agreed").containsExactly(SendReinvite.class);
        assertThat(held()).isEqualTo(Held.HERE);
        assertThat(offered()).contains("a=sendrecv");
        assertThat(versionOf(offered())).as("RFC 3264 §8").isEqualTo(version + 1);
        assertThat(answer("sendrecv")).startsWith(ACK).endsWith(new Announce(new CallNews.Held(false)));
        assertThat(plan().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(plan().muted()).isFalse();
    }

    @Test
    void asksOnceWhenThePersonAsksTwice() {
        connect();
        hold();
        assertThat(hold()).isEmpty();
        answer("recvonly");
        assertThat(hold()).isEmpty();
        assertThat(count(SendReinvite.class)).isEqualTo(1);
    }

    @Test
    void doesNotTakeInactiveInAnswerToAHoldForAHoldOfTheFarEnd() {
        connect();
        hold();
        answer("inactive");
        assertThat(held()).isEqualTo(Held.HERE);
        resume();
        answer("sendrecv");
        assertThat(held()).isEqualTo(Held.NOBODY);
    }

    @Test
    void keepsMuteApartFromHold() {
        connect();
        take(new CallInput.MuteRequested(true));
        hold();
        answer("recvonly");
        take(new CallInput.MuteRequested(false));
        assertThat(plan().muted()).as("on hold nothing of the agent goes out").isTrue();
        take(new CallInput.MuteRequested(true));
        resume();
        answer("sendrecv");
        assertThat(plan().muted()).as("still muted").isTrue();
        take(new CallInput.MuteRequested(false));
        assertThat(plan().muted()).isFalse();
    }

    @Test
    void asksForInactiveWhereTheFarEndHoldsAndOutlastsIt() {
        connect();
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.HOLD)));
        hold();
        assertThat(offered()).contains("a=inactive");
        answer("inactive");
        assertThat(held()).isEqualTo(Held.BOTH);
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER)));
        assertThat(held()).as("the far end is back, we still hold").isEqualTo(Held.HERE);
        assertThat(plan().direction()).isEqualTo(Direction.SENDONLY);
        resume();
        answer("sendrecv");
        assertThat(held()).isEqualTo(Held.NOBODY);
    }

    @Test
    void isFoundHeldByTheFarEndWhenItComesBack() {
        onHold();
        resume();
        answer("sendonly");
        assertThat(held()).isEqualTo(Held.THERE);
        assertThat(plan().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void staysOnHoldWhateverTheFarEndOffers() {
        onHold();
        assertThat(take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER))))
                .first()
                .isInstanceOfSatisfying(
                        RespondToReinvite.class,
                        response -> assertThat(response.sdp().orElseThrow()).contains("a=sendonly"));
        assertThat(take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.empty())))
                .as("RFC 6337 §5.3")
                .singleElement()
                .isInstanceOfSatisfying(
                        RespondToReinvite.class,
                        response -> assertThat(response.sdp().orElseThrow()).contains("a=sendonly"));
        assertThat(held()).isEqualTo(Held.HERE);
    }

    @Test
    void holdsByItselfWhereTheFarEndRefuses() {
        connect();
        hold();
        assertThat(refuse(488)).isEmpty();
        assertThat(held()).isEqualTo(Held.HERE);
        assertThat(plan().muted()).isTrue();
        assertThat(resume())
                .as("the far end never took part, so it need not be asked")
                .containsExactly(new ApplyMedia(plan()), new Announce(new CallNews.Held(false)));
        assertThat(plan().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(plan().muted()).isFalse();
    }

    @Test
    void saysThatItIsStillOnHoldWhenTheFarEndRefusesToComeBack() {
        onHold();
        resume();
        assertThat(refuse(500)).containsExactly(new Announce(new CallNews.Refused(ErrorCode.RESUME_REFUSED, 500)));
        assertThat(held()).isEqualTo(Held.HERE);
        long refused = versionOf(offered());
        resume();
        assertThat(versionOf(offered()))
                .as("a refused version is not said again")
                .isGreaterThan(refused);
    }

    @Test
    void takesAnAnswerWithoutDescriptionForARefusal() {
        connect();
        hold();
        assertThat(take(new CallInput.ReinviteAnswered(CallSamples.FAR, Optional.empty())))
                .containsExactly(ACK);
        assertThat(held()).isEqualTo(Held.HERE);
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void asksForWhatWasWishedMeanwhileAfterTheAnswer() {
        connect();
        hold();
        assertThat(resume()).as("one exchange at a time").isEmpty();
        assertThat(kinds(answer("recvonly"))).containsExactly(SendAck.class, ApplyMedia.class, SendReinvite.class);
        assertThat(offered()).contains("a=sendrecv");
        answer("sendrecv");
        assertThat(held()).isEqualTo(Held.NOBODY);
    }

    @Test
    void waitsTwoToFourSecondsAfterACollisionWhenTheCallIdIsOurs() {
        for (int i = 0; i < 400; i++) {
            state = new CallState.New();
            now = CallSamples.NOW.plusNanos(i * 7_919_000L);
            connect();
            hold();
            Duration wait = glare(refuse(491));
            assertThat(wait).isBetween(Duration.ofMillis(2_100), Duration.ofSeconds(4));
            assertThat(wait.toMillis() % 10).isZero();
        }
    }

    @Test
    void waitsAtMostTwoSecondsAfterACollisionWhenTheCallIdIsTheirs() {
        for (int i = 0; i < 400; i++) {
            state = new CallState.New();
            now = CallSamples.NOW.plusNanos(i * 7_919_000L);
            connectIncoming();
            hold();
            assertThat(glare(refuse(491))).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static Duration glare(List<CallEffect> effects) {
        assertThat(effects).hasSize(1);
        StartTimer timer = (StartTimer) effects.getFirst();
        assertThat(timer.timer()).isEqualTo(CallTimer.GLARE);
        return timer.after();
    }

    @Test
    void asksAgainAfterACollision() {
        connect();
        hold();
        long first = versionOf(offered());
        refuse(491);
        assertThat(held()).as("in force all the while").isEqualTo(Held.HERE);
        assertThat(kinds(take(new CallInput.TimerFired(CallTimer.GLARE)))).containsExactly(SendReinvite.class);
        assertThat(versionOf(offered())).isGreaterThan(first);
        answer("recvonly");
        assertThat(held()).isEqualTo(Held.HERE);
    }

    @Test
    void isContentWithTheFarEndsOwnReinviteAfterACollision() {
        connect();
        hold();
        refuse(491);
        assertThat(take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER))))
                .as("our answer already says hold")
                .contains(new StopTimer(CallTimer.GLARE))
                .noneMatch(SendReinvite.class::isInstance);
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(plan().direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void forgetsACollidedHoldThatIsTakenBack() {
        connect();
        hold();
        refuse(491);
        assertThat(resume())
                .containsExactly(
                        new StopTimer(CallTimer.GLARE), new ApplyMedia(plan()), new Announce(new CallNews.Held(false)));
        assertThat(count(SendReinvite.class)).isEqualTo(1);
    }

    @Test
    void answersTheFarEndsReinviteWith491WhileOursIsOpen() {
        connect();
        hold();
        assertThat(take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER))))
                .containsExactly(new RespondToReinvite(CallSamples.FAR, 491, Optional.empty()));
    }

    @Test
    void endsTheCallThatTheFarEndKnowsNoMore() {
        for (CallInput gone : List.of(
                new CallInput.ReinviteRejected(CallSamples.FAR, 481),
                new CallInput.ReinviteRejected(CallSamples.FAR, 408),
                new CallInput.ReinviteTimedOut(CallSamples.FAR))) {
            state = new CallState.New();
            connect();
            hold();
            assertThat(take(gone)).as("RFC 3261 §12.2.1.2").startsWith(new SendBye(CallSamples.FAR, Optional.empty()));
            assertThat(end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        }
    }

    @Test
    void waitsForTheAckOfItsAnswerBeforeItAsks() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        assertThat(hold()).noneMatch(SendReinvite.class::isInstance);
        assertThat(plan().muted()).isTrue();
        assertThat(take(CallSamples.ACK)).last().isInstanceOf(SendReinvite.class);
    }

    @Test
    void acknowledgesAnAnswerThatCrossesTheBye() {
        connect();
        hold();
        take(CallSamples.HANG_UP);
        assertThat(answer("recvonly")).containsExactly(ACK);
    }
}
