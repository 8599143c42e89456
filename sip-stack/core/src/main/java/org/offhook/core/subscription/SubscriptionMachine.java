package org.offhook.core.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.registration.RetryPolicy;
import org.offhook.core.subscription.SubscriptionEffect.Forget;
import org.offhook.core.subscription.SubscriptionEffect.SendRefresh;
import org.offhook.core.subscription.SubscriptionEffect.SendSubscribe;
import org.offhook.core.subscription.SubscriptionEffect.SendUnsubscribe;
import org.offhook.core.subscription.SubscriptionEffect.Show;
import org.offhook.core.subscription.SubscriptionEffect.StartTimer;
import org.offhook.core.subscription.SubscriptionEffect.StopTimer;
import org.offhook.core.subscription.SubscriptionInput.Notified;
import org.offhook.core.subscription.SubscriptionInput.Reason;
import org.offhook.core.subscription.SubscriptionInput.Standing;
import org.offhook.core.subscription.SubscriptionInput.SubscribeAccepted;
import org.offhook.core.subscription.SubscriptionInput.SubscribeRejected;
import org.offhook.core.subscription.SubscriptionState.Active;
import org.offhook.core.subscription.SubscriptionState.Awaiting;
import org.offhook.core.subscription.SubscriptionState.BackingOff;
import org.offhook.core.subscription.SubscriptionState.Idle;
import org.offhook.core.subscription.SubscriptionState.Pending;
import org.offhook.core.subscription.SubscriptionState.Refreshing;
import org.offhook.core.subscription.SubscriptionState.Refused;
import org.offhook.core.subscription.SubscriptionState.Subscribing;
import org.offhook.core.subscription.SubscriptionState.Unsubscribing;

/**
 * A subscriber's dialog, as a pure function of state, input and time (RFC 6665 §4.1).
 *
 * <pre>
 *  Idle ─wanted─▶ Subscribing ─2xx─▶ Awaiting ─NOTIFY─▶ Pending, Active ─timer─▶ Refreshing ─2xx─▶ Active
 *                  │  ▲    └──────── NOTIFY before the 2xx ───▲                    │ 481: Subscribing
 *      423: again ─┘  │                                                            │ anything else: Active, again later
 *   403, 404, 489 ─▶ Refused ─timer, unless it is for good─▶ Subscribing           │
 *   anything else, no NOTIFY within 64·T1, terminated ─▶ BackingOff ─timer─▶ Subscribing
 *  unwanted: Unsubscribing ─last NOTIFY or 3 s─▶ Idle        registration lost: Idle
 * </pre>
 *
 * @param expirySeconds what is asked for
 * @param policy when to try again
 */
public record SubscriptionMachine(int expirySeconds, RetryPolicy policy) {

    /** Timer N: 64·T1 (RFC 6665 §4.1.2.4). */
    static final Duration NOTIFY_LIMIT = Duration.ofSeconds(32);

    /** A silent exchange must not hold up a logout. */
    static final Duration UNSUBSCRIBE_LIMIT = Duration.ofSeconds(3);

    /** An exchange that wants longer subscriptions than this is not believed. */
    static final Duration LONGEST_EXPIRY = Duration.ofDays(1);

    /** After a refusal that may be somebody's mistake, such as a hint that is not there yet. */
    static final Duration SELDOM = Duration.ofMinutes(10);

    /** Takes one input. */
    public SubscriptionStep step(SubscriptionState state, SubscriptionInput input, Instant now) {
        return switch (input) {
            case SubscriptionInput.Wanted _ -> wanted(state);
            case SubscriptionInput.Unwanted _ -> unwanted(state, now);
            case SubscriptionInput.Suspended _ -> suspended(state);
            case SubscriptionInput.RepetitionWanted _ -> repetition(state, now);
            case SubscribeAccepted answer ->
                answer.attempt() == state.attempt()
                        ? accepted(state, answer.granted(), now)
                        : SubscriptionStep.ignored(state, "answer to an older SUBSCRIBE");
            case SubscribeRejected answer ->
                answer.attempt() == state.attempt()
                        ? rejected(state, answer, now)
                        : SubscriptionStep.ignored(state, "answer to an older SUBSCRIBE");
            case SubscriptionInput.SubscribeFailed answer ->
                answer.attempt() == state.attempt()
                        ? rejected(
                                state,
                                new SubscribeRejected(answer.attempt(), 408, Optional.empty(), Optional.empty()),
                                now)
                        : SubscriptionStep.ignored(state, "answer to an older SUBSCRIBE");
            case Notified told -> notified(state, told, now);
            case SubscriptionInput.TimerFired _ -> timerFired(state, now);
        };
    }

    private SubscriptionStep wanted(SubscriptionState state) {
        SubscriptionStep begun = begin(state, expirySeconds, 0);
        return switch (state) {
            case Idle _, BackingOff _, Refused _, Subscribing _ -> begun;
            case Awaiting _, Pending _, Active _, Refreshing _, Unsubscribing _ -> begun.after(new Forget());
        };
    }

    private static SubscriptionStep begin(SubscriptionState from, int expirySeconds, int failures) {
        int attempt = from.attempt() + 1;
        return SubscriptionStep.to(
                new Subscribing(attempt, expirySeconds, failures),
                new SendSubscribe(expirySeconds, attempt),
                new StopTimer());
    }

    private static SubscriptionStep unwanted(SubscriptionState state, Instant now) {
        return switch (state) {
            case Idle _, Unsubscribing _ -> SubscriptionStep.to(state);
            case BackingOff _, Refused _ -> SubscriptionStep.to(new Idle(state.attempt() + 1), new StopTimer());
            case Subscribing _ -> // whatever it makes is refused with its first NOTIFY (481)
                SubscriptionStep.to(new Idle(state.attempt() + 1), new Forget(), new StopTimer());
            case Awaiting _, Pending _, Active _, Refreshing _ -> {
                int attempt = state.attempt() + 1;
                yield SubscriptionStep.to(
                        new Unsubscribing(attempt),
                        new SendUnsubscribe(attempt),
                        new StartTimer(now.plus(UNSUBSCRIBE_LIMIT)));
            }
        };
    }

    private static SubscriptionStep suspended(SubscriptionState state) {
        return switch (state) {
            case Idle _, Unsubscribing _ -> SubscriptionStep.to(state); // the farewell is on its way
            case Subscribing _, Awaiting _, Pending _, Active _, Refreshing _, BackingOff _, Refused _ ->
                SubscriptionStep.to(new Idle(state.attempt() + 1), new Forget(), new StopTimer());
        };
    }

    private static SubscriptionStep repetition(SubscriptionState state, Instant now) {
        return switch (state) {
            case Active at -> refresh(at, at.expirySeconds(), at.failures(), at.until(), now);
            case Pending at -> refresh(at, at.expirySeconds(), at.failures(), at.until(), now);
            case Refreshing _ -> SubscriptionStep.to(state); // the NOTIFY that follows tells the whole
            case Idle _, Subscribing _, Awaiting _, BackingOff _, Refused _, Unsubscribing _ ->
                SubscriptionStep.ignored(state, "nothing is being told");
        };
    }

    private static SubscriptionStep refresh(
            SubscriptionState from, int expirySeconds, int failures, Instant until, Instant now) {
        int attempt = from.attempt() + 1;
        return SubscriptionStep.to(
                new Refreshing(attempt, expirySeconds, failures, until),
                new SendRefresh(expirySeconds, attempt),
                new StartTimer(until.isAfter(now) ? until : now));
    }

    // ---- answers to SUBSCRIBE

    private SubscriptionStep accepted(SubscriptionState state, Duration granted, Instant now) {
        return switch (state) {
            case Subscribing at -> {
                if (granted.isZero() || granted.isNegative()) {
                    yield backOff(at, at.failures() + 1, Optional.empty(), now);
                }
                yield SubscriptionStep.to(
                        new Awaiting(at.attempt(), at.expirySeconds(), at.failures(), now.plus(believed(granted))),
                        new StartTimer(now.plus(NOTIFY_LIMIT)));
            }
            case Refreshing at ->
                granted.isZero() || granted.isNegative()
                        ? backOff(at, at.failures() + 1, Optional.empty(), now)
                        : active(at, at.expirySeconds(), 0, believed(granted), now);
            case Active at -> SubscriptionStep.to(at); // a NOTIFY was faster, and what it says of the time counts
            case Pending at -> SubscriptionStep.to(at);
            case Unsubscribing at -> SubscriptionStep.to(at); // the last NOTIFY follows
            case Idle _, Awaiting _, BackingOff _, Refused _ ->
                SubscriptionStep.ignored(state, "2xx to a SUBSCRIBE that is not out");
        };
    }

    private static Duration believed(Duration granted) {
        return granted.compareTo(LONGEST_EXPIRY) > 0 ? LONGEST_EXPIRY : granted;
    }

    private SubscriptionStep active(SubscriptionState from, int asked, int failures, Duration left, Instant now) {
        return SubscriptionStep.to(
                new Active(from.attempt(), asked, failures, now.plus(left)),
                new StartTimer(now.plus(policy.refreshAfter(left, from.attempt()))));
    }

    private SubscriptionStep rejected(SubscriptionState state, SubscribeRejected answer, Instant now) {
        return switch (state) {
            case Subscribing at -> rejectedFirst(at, at.expirySeconds(), at.failures(), answer, now);
            case Refreshing at -> rejectedRefresh(at, answer, now);
            case Unsubscribing at -> SubscriptionStep.to(new Idle(at.attempt()), new Forget(), new StopTimer());
            case Active at -> SubscriptionStep.ignored(at, "a refusal after a NOTIFY"); // of another branch
            case Pending at -> SubscriptionStep.ignored(at, "a refusal after a NOTIFY");
            case Idle _, Awaiting _, BackingOff _, Refused _ ->
                SubscriptionStep.ignored(state, "answer to a SUBSCRIBE that is not out");
        };
    }

    private SubscriptionStep rejectedFirst(
            SubscriptionState state, int asked, int failures, SubscribeRejected answer, Instant now) {
        return switch (answer.status()) {
            case 423 -> {
                int least =
                        answer.minExpires().map(SubscriptionMachine::seconds).orElse(0);
                yield least > asked && least <= seconds(LONGEST_EXPIRY)
                        ? begin(state, least, failures)
                        : backOff(state, failures + 1, answer.retryAfter(), now);
            }
            // asking again would lock the account, or is of no use: they will not learn it (RFC 6665 §4.1.2.2)
            case 401, 403, 405, 407, 489, 501 ->
                SubscriptionStep.to(refused(state, answer.status()), new Forget(), new StopTimer());
            case 404, 410, 416, 480, 482, 483, 484, 485, 604 ->
                SubscriptionStep.to(refused(state, answer.status()), new Forget(), new StartTimer(now.plus(SELDOM)));
            default -> backOff(state, failures + 1, answer.retryAfter(), now);
        };
    }

    private static Refused refused(SubscriptionState from, int status) {
        return new Refused(from.attempt(), status);
    }

    /** RFC 6665 §4.1.2.2: some refusals end the dialog; with any other the subscription stands for as long as it was granted. */
    private SubscriptionStep rejectedRefresh(Refreshing at, SubscribeRejected answer, Instant now) {
        return switch (answer.status()) {
            case 481 -> begin(at, at.expirySeconds(), at.failures() + 1).after(new Forget());
            case 423 -> {
                int least =
                        answer.minExpires().map(SubscriptionMachine::seconds).orElse(0);
                yield least > at.expirySeconds() && least <= seconds(LONGEST_EXPIRY)
                        ? refresh(at, least, at.failures(), at.until(), now)
                        : later(at, answer, now);
            }
            case 401, 403, 404, 405, 407, 410, 416, 480, 482, 483, 484, 485, 489, 501, 604 ->
                rejectedFirst(at, at.expirySeconds(), at.failures(), answer, now);
            default -> later(at, answer, now);
        };
    }

    private SubscriptionStep later(Refreshing at, SubscribeRejected answer, Instant now) {
        int failures = at.failures() + 1;
        Duration pause = pause(failures, at.attempt(), answer.retryAfter());
        return SubscriptionStep.to(
                new Active(at.attempt(), at.expirySeconds(), failures, at.until()), new StartTimer(now.plus(pause)));
    }

    private SubscriptionStep backOff(SubscriptionState from, int failures, Optional<Duration> wish, Instant now) {
        return SubscriptionStep.to(
                new BackingOff(from.attempt(), failures),
                new Forget(),
                new StartTimer(now.plus(pause(failures, from.attempt(), wish))));
    }

    private Duration pause(int failures, int attempt, Optional<Duration> wish) {
        Duration own = policy.backOff(failures, attempt);
        return wish.filter(asked -> asked.compareTo(own) > 0)
                .map(asked -> asked.compareTo(SELDOM) > 0 ? SELDOM : asked)
                .orElse(own);
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }

    // ---- NOTIFY

    private SubscriptionStep notified(SubscriptionState state, Notified told, Instant now) {
        return switch (state) {
            case Subscribing at -> told(at, at.expirySeconds(), at.failures(), Optional.empty(), told, now);
            case Awaiting at -> told(at, at.expirySeconds(), at.failures(), Optional.of(at.until()), told, now);
            case Pending at -> told(at, at.expirySeconds(), at.failures(), Optional.of(at.until()), told, now);
            case Active at -> told(at, at.expirySeconds(), at.failures(), Optional.of(at.until()), told, now);
            case Refreshing at ->
                told.standing() instanceof Standing.Terminated
                        ? told(at, at.expirySeconds(), at.failures(), Optional.of(at.until()), told, now)
                        : SubscriptionStep.to(at).after(shown(told)); // the answer to the refresh says how long
            case Unsubscribing at ->
                told.standing() instanceof Standing.Terminated
                        ? SubscriptionStep.to(new Idle(at.attempt()), new Forget(), new StopTimer())
                        : SubscriptionStep.ignored(at, "told while leaving");
            case Idle _, BackingOff _, Refused _ -> SubscriptionStep.ignored(state, "NOTIFY without a subscription");
        };
    }

    private static SubscriptionEffect shown(Notified told) {
        return switch (told.content()) {
            case Content.Garbage(String reason) -> new SubscriptionEffect.Ignore(reason);
            case Content.Nothing _, Content.Messages _, Content.Dialogs _ -> new Show(told.content());
        };
    }

    private SubscriptionStep told(
            SubscriptionState from, int asked, int failures, Optional<Instant> known, Notified told, Instant now) {
        SubscriptionStep step = switch (told.standing()) {
            case Standing.Active(Optional<Duration> expires) ->
                active(from, asked, failures, left(expires, known, asked, now), now);
            case Standing.Pending(Optional<Duration> expires) -> {
                Duration left = left(expires, known, asked, now);
                yield SubscriptionStep.to(
                        new Pending(from.attempt(), asked, failures, now.plus(left)),
                        new StartTimer(now.plus(policy.refreshAfter(left, from.attempt()))));
            }
            case Standing.Terminated(Reason reason, Optional<Duration> retryAfter) ->
                ended(from, failures, reason, retryAfter, now);
        };
        return step.after(shown(told));
    }

    /** What a NOTIFY says counts, then what the 2xx granted, then what was asked for (RFC 6665 §4.1.3, §4.2.1.1). */
    private static Duration left(Optional<Duration> told, Optional<Instant> known, int asked, Instant now) {
        Duration left = told.map(SubscriptionMachine::believed)
                .or(() -> known.map(until -> Duration.between(now, until)))
                .orElse(Duration.ofSeconds(asked));
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** RFC 6665 §4.1.3; "at once" is after the first back-off, since a whole floor of phones is told the same. */
    private SubscriptionStep ended(
            SubscriptionState from, int failures, Reason reason, Optional<Duration> retryAfter, Instant now) {
        return switch (reason) {
            case DEACTIVATED, TIMEOUT -> backOff(from, failures + 1, Optional.empty(), now);
            case PROBATION, GIVEUP, OTHER -> backOff(from, failures + 1, retryAfter, now);
            case REJECTED, INVARIANT -> SubscriptionStep.to(refused(from, 0), new Forget(), new StopTimer());
            case NORESOURCE -> SubscriptionStep.to(refused(from, 0), new Forget(), new StartTimer(now.plus(SELDOM)));
        };
    }

    private SubscriptionStep timerFired(SubscriptionState state, Instant now) {
        return switch (state) {
            case Awaiting at -> backOff(at, at.failures() + 1, Optional.empty(), now);
            case Pending at -> again(at, at.expirySeconds(), at.failures(), at.until(), now);
            case Active at -> again(at, at.expirySeconds(), at.failures(), at.until(), now);
            case Refreshing at -> backOff(at, at.failures() + 1, Optional.empty(), now); // it ran out meanwhile
            case BackingOff at -> begin(at, expirySeconds, at.failures());
            case Refused at -> begin(at, expirySeconds, 0);
            case Unsubscribing at -> SubscriptionStep.to(new Idle(at.attempt()), new Forget());
            case Idle _, Subscribing _ -> SubscriptionStep.ignored(state, "a timer that nobody waits for");
        };
    }

    private static SubscriptionStep again(SubscriptionState from, int asked, int failures, Instant until, Instant now) {
        return until.isAfter(now)
                ? refresh(from, asked, failures, until, now)
                : begin(from, asked, failures).after(new Forget());
    }
}
