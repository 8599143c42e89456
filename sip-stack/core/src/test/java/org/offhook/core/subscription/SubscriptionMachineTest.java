package org.offhook.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RetryPolicy;
import org.offhook.core.subscription.SubscriptionEffect.SendRefresh;
import org.offhook.core.subscription.SubscriptionEffect.SendSubscribe;
import org.offhook.core.subscription.SubscriptionEffect.SendUnsubscribe;
import org.offhook.core.subscription.SubscriptionEffect.StartTimer;
import org.offhook.core.subscription.SubscriptionInput.Notified;
import org.offhook.core.subscription.SubscriptionInput.Reason;
import org.offhook.core.subscription.SubscriptionInput.Standing;
import org.offhook.core.subscription.SubscriptionInput.SubscribeAccepted;
import org.offhook.core.subscription.SubscriptionInput.SubscribeRejected;

/** What a subscriber does in time (RFC 6665 §4.1); time is an argument. */
class SubscriptionMachineTest {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Content MESSAGES = new Content.Messages(new MessageSummary(true, Optional.empty(), Optional.empty()));
    private static final Optional<Duration> UNTOLD = Optional.empty();

    private final SubscriptionMachine machine = new SubscriptionMachine(3_600, new RetryPolicy(42));
    private SubscriptionState state = new SubscriptionState.Idle(0);
    private Instant now = NOW;
    private Optional<Instant> timer = Optional.empty();
    private final List<SubscriptionEffect> sent = new ArrayList<>();

    private List<SubscriptionEffect> take(SubscriptionInput input) {
        SubscriptionStep step = machine.step(state, input, now);
        state = step.next();
        for (SubscriptionEffect effect : step.effects()) {
            switch (effect) {
                case StartTimer start -> timer = Optional.of(start.at());
                case SubscriptionEffect.StopTimer _ -> timer = Optional.empty();
                case SendSubscribe _, SendRefresh _, SendUnsubscribe _ -> sent.add(effect);
                case SubscriptionEffect.Forget _, SubscriptionEffect.Show _, SubscriptionEffect.Ignore _ -> {}
            }
        }
        return step.effects();
    }

    private void untilTimer() {
        now = timer.orElseThrow();
        timer = Optional.empty();
        take(new SubscriptionInput.TimerFired());
    }

    private void accept(Duration granted) {
        take(new SubscribeAccepted(state.attempt(), granted));
    }

    private void reject(int status, Optional<Duration> minExpires, Optional<Duration> retryAfter) {
        take(new SubscribeRejected(state.attempt(), status, minExpires, retryAfter));
    }

    private void told(Standing standing) {
        take(new Notified(standing, MESSAGES));
    }

    private void active() {
        take(new SubscriptionInput.Wanted());
        accept(Duration.ofHours(1));
        told(new Standing.Active(Optional.of(Duration.ofHours(1))));
        sent.clear();
    }

    @Test
    void refreshesBeforeItRunsOutAndIsToldForAsLongAgain() {
        active();
        untilTimer();
        assertThat(now).isBefore(NOW.plusSeconds(3_600)).isAfter(NOW.plusSeconds(3_480));
        assertThat(sent).containsExactly(new SendRefresh(3_600, 2));
        accept(Duration.ofMinutes(10));
        assertThat(state).isEqualTo(new SubscriptionState.Active(2, 3_600, 0, now.plusSeconds(600)));
        assertThat(timer.orElseThrow()).isBefore(now.plusSeconds(600));
    }

    @Test
    void believesWhatANotifySaysOfTheTimeMoreThanTheAnswer() {
        take(new SubscriptionInput.Wanted());
        accept(Duration.ofHours(1));
        told(new Standing.Active(Optional.of(Duration.ofSeconds(60))));
        assertThat(timer.orElseThrow()).isBefore(NOW.plusSeconds(60));
    }

    @Test
    void isToldByANotifyThatOvertakesTheAnswer() {
        take(new SubscriptionInput.Wanted());
        assertThat(take(new Notified(new Standing.Active(UNTOLD), MESSAGES)))
                .contains(new SubscriptionEffect.Show(MESSAGES));
        assertThat(state).isInstanceOf(SubscriptionState.Active.class);
        accept(Duration.ofHours(1));
        assertThat(state).isInstanceOf(SubscriptionState.Active.class);
    }

    @Test
    void givesUpAnAcceptedSubscriptionThatTellsNothingAfter64TimesT1() {
        take(new SubscriptionInput.Wanted());
        accept(Duration.ofHours(1));
        untilTimer();
        assertThat(now).isEqualTo(NOW.plusSeconds(32));
        assertThat(state).isInstanceOf(SubscriptionState.BackingOff.class);
        untilTimer();
        assertThat(sent).last().isEqualTo(new SendSubscribe(3_600, 2));
    }

    @Test
    void asksForAsLongAsTheExchangeWantsWhen423SaysSo() {
        take(new SubscriptionInput.Wanted());
        reject(423, Optional.of(Duration.ofHours(2)), UNTOLD);
        assertThat(sent).last().isEqualTo(new SendSubscribe(7_200, 2));
        reject(423, Optional.of(Duration.ofHours(1)), UNTOLD);
        assertThat(state).as("an exchange that contradicts itself").isInstanceOf(SubscriptionState.BackingOff.class);
    }

    @Test
    void waitsLongerAfterEveryFailureSpreadAndNeverLongerThanHalfAMinute() {
        take(new SubscriptionInput.Wanted());
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            take(new SubscriptionInput.SubscribeFailed(state.attempt(), ErrorCode.SERVER_SILENT));
            pauses.add(Duration.between(now, timer.orElseThrow()).toMillis());
            untilTimer();
        }
        assertThat(pauses.getFirst()).isBetween(500L, 1_000L);
        assertThat(pauses.get(2)).isBetween(2_000L, 4_000L);
        assertThat(pauses.getLast()).isBetween(15_000L, 30_000L);
    }

    @Test
    void waitsAsLongAsRetryAfterAsksButNoLongerThanTenMinutes() {
        take(new SubscriptionInput.Wanted());
        reject(503, UNTOLD, Optional.of(Duration.ofMinutes(2)));
        assertThat(timer).contains(now.plusSeconds(120));
        untilTimer();
        reject(503, UNTOLD, Optional.of(Duration.ofDays(3)));
        assertThat(timer).contains(now.plusSeconds(600));
    }

    @Test
    void neverAsksAgainWhereTheExchangeDoesNotKnowTheEventOrThePassword() {
        for (int status : new int[] {401, 403, 405, 407, 489, 501}) {
            state = new SubscriptionState.Idle(0);
            take(new SubscriptionInput.Wanted());
            reject(status, UNTOLD, UNTOLD);
            assertThat(state).as("after " + status).isEqualTo(new SubscriptionState.Refused(1, status));
            assertThat(timer).as("after " + status).isEmpty();
        }
    }

    @Test
    void asksForAHintThatIsNotThereSeldom() {
        take(new SubscriptionInput.Wanted());
        reject(404, UNTOLD, UNTOLD);
        assertThat(timer).contains(NOW.plusSeconds(600));
        untilTimer();
        assertThat(sent).last().isEqualTo(new SendSubscribe(3_600, 2));
    }

    @Test
    void beginsAnewWhenTheExchangeHasForgottenTheDialog() {
        active();
        untilTimer();
        reject(481, UNTOLD, UNTOLD);
        assertThat(sent).last().isEqualTo(new SendSubscribe(3_600, 3));
    }

    @Test
    void staysSubscribedThroughARefreshThatFailsAndTriesAgainBeforeItRunsOut() {
        active();
        untilTimer();
        take(new SubscriptionInput.SubscribeFailed(state.attempt(), ErrorCode.SERVER_SILENT));
        assertThat(state).isInstanceOf(SubscriptionState.Active.class);
        untilTimer();
        assertThat(sent).last().isEqualTo(new SendRefresh(3_600, 3));
    }

    @Test
    void obeysTheReasonOfAnEnd() {
        active();
        told(new Standing.Terminated(Reason.DEACTIVATED, Optional.of(Duration.ofMinutes(5))));
        assertThat(timer.orElseThrow()).as("at once, but spread").isBefore(now.plusSeconds(1));
        active();
        told(new Standing.Terminated(Reason.PROBATION, Optional.of(Duration.ofMinutes(5))));
        assertThat(timer).contains(now.plusSeconds(300));
        active();
        told(new Standing.Terminated(Reason.REJECTED, UNTOLD));
        assertThat(timer).isEmpty();
        assertThat(state).isInstanceOf(SubscriptionState.Refused.class);
    }

    @Test
    void doesNotRunInCirclesWithAnExchangeThatEndsEverySubscription() {
        take(new SubscriptionInput.Wanted());
        Instant began = now;
        for (int i = 0; i < 8; i++) {
            accept(Duration.ofHours(1));
            told(new Standing.Active(UNTOLD));
            told(new Standing.Terminated(Reason.TIMEOUT, UNTOLD));
            untilTimer();
        }
        assertThat(Duration.between(began, now)).isGreaterThan(Duration.ofSeconds(45));
    }

    @Test
    void leavesInTheDialogAndWaitsForTheLastNotifyButNotLong() {
        active();
        take(new SubscriptionInput.Unwanted());
        assertThat(sent).containsExactly(new SendUnsubscribe(2));
        accept(Duration.ZERO);
        assertThat(state).isInstanceOf(SubscriptionState.Unsubscribing.class);
        told(new Standing.Terminated(Reason.TIMEOUT, UNTOLD));
        assertThat(state).isInstanceOf(SubscriptionState.Idle.class);
        active();
        take(new SubscriptionInput.Unwanted());
        untilTimer();
        assertThat(state).isInstanceOf(SubscriptionState.Idle.class);
    }

    @Test
    void givesWhatItIsToldToNobodyOnceItHasLeft() {
        active();
        take(new SubscriptionInput.Suspended());
        assertThat(take(new Notified(new Standing.Active(UNTOLD), MESSAGES)))
                .noneMatch(SubscriptionEffect.Show.class::isInstance);
    }
}
