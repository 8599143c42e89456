package org.offhook.core.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationEffect.Rebind;
import org.offhook.core.registration.RegistrationEffect.SendRegister;
import org.offhook.core.registration.RegistrationEffect.SendUnregister;
import org.offhook.core.registration.RegistrationEffect.StartTimer;
import org.offhook.core.registration.RegistrationEffect.StopTimer;
import org.offhook.core.registration.RegistrationInput.NetworkChanged;
import org.offhook.core.registration.RegistrationInput.RegistrationRejected;
import org.offhook.core.registration.RegistrationState.BackingOff;
import org.offhook.core.registration.RegistrationState.Idle;
import org.offhook.core.registration.RegistrationState.Offline;
import org.offhook.core.registration.RegistrationState.Problem;
import org.offhook.core.registration.RegistrationState.Refreshing;
import org.offhook.core.registration.RegistrationState.Refused;
import org.offhook.core.registration.RegistrationState.Registered;
import org.offhook.core.registration.RegistrationState.Registering;
import org.offhook.core.registration.RegistrationState.Replacing;
import org.offhook.core.registration.RegistrationState.Unregistering;

/**
 * The registration binding, as a pure function of state, input and time (RFC 3261 §10.2).
 *
 * <pre>
 *  Idle ─connect─▶ Registering ─200─▶ Registered ─timer─▶ Refreshing ─200─▶ Registered
 *                    │   ▲  ▲             │                   │
 *       423: again ──┘   │  └── network ───┴──── changed ──────┤
 *       401/403/407 ─▶ Refused ─told─▶ Registering            │ anything else
 *       anything else ─▶ BackingOff ─timer, told, network─▶ Registering
 *  no network: Offline ─network─▶ Registering
 *  disconnect: Unregistering ─200 or 3 s─▶ Idle      another account: Replacing ─200 or 3 s─▶ Registering
 * </pre>
 *
 * @param policy when to try again
 */
public record RegistrationMachine(RetryPolicy policy) {

    /** A silent registrar must not hold up a logout. */
    static final Duration UNREGISTER_LIMIT = Duration.ofSeconds(3);

    /** A registrar that wants longer bindings than this is not believed. */
    static final Duration LONGEST_EXPIRY = Duration.ofDays(1);

    /** Takes one input. */
    public RegistrationStep step(RegistrationState state, RegistrationInput input, Instant now) {
        return switch (input) {
            case RegistrationInput.ConnectRequested connect -> connect(state, connect.account(), now);
            case RegistrationInput.DisconnectRequested _ -> disconnect(state, now);
            case RegistrationInput.RetryRequested _ -> retry(state, now);
            case RegistrationInput.Registered answer ->
                answer.attempt() == state.attempt()
                        ? registered(state, answer, now)
                        : RegistrationStep.ignored(state, "answer to an older REGISTER");
            case RegistrationInput.Unregistered answer ->
                answer.attempt() == state.attempt()
                        ? unregistered(state, now)
                        : RegistrationStep.ignored(state, "answer to an older REGISTER");
            case RegistrationRejected answer ->
                answer.attempt() == state.attempt()
                        ? rejected(state, answer, now)
                        : RegistrationStep.ignored(state, "answer to an older REGISTER");
            case RegistrationInput.RegistrationFailed answer ->
                answer.attempt() == state.attempt()
                        ? failed(state, new Problem(answer.error(), 0), Optional.empty(), now)
                        : RegistrationStep.ignored(state, "answer to an older REGISTER");
            case NetworkChanged changed -> networkChanged(state, changed.usable(), now);
            case RegistrationInput.TimerFired _ -> timerFired(state, now);
        };
    }

    private RegistrationStep connect(RegistrationState state, Account account, Instant now) {
        return switch (state) {
            case Idle _, BackingOff _, Refused _, Offline _ -> begin(state, account, 0, now);
            case Registering at ->
                at.account().equals(account)
                        ? RegistrationStep.to(state) // already on its way
                        : replace(at.account(), account, at, now);
            case Registered at ->
                at.account().equals(account) ? refresh(at, now) : replace(at.account(), account, at, now);
            case Refreshing at ->
                at.account().equals(account) ? RegistrationStep.to(state) : replace(at.account(), account, at, now);
            case Unregistering at -> RegistrationStep.to(new Replacing(at.account(), account, at.attempt(), now));
            case Replacing at -> RegistrationStep.to(new Replacing(at.account(), account, at.attempt(), at.since()));
        };
    }

    private static RegistrationStep replace(Account old, Account following, RegistrationState from, Instant now) {
        int attempt = from.attempt() + 1;
        return RegistrationStep.to(
                new Replacing(old, following, attempt, now),
                new SendUnregister(attempt),
                new StartTimer(now.plus(UNREGISTER_LIMIT)));
    }

    private static RegistrationStep begin(
            RegistrationState from, Account account, int failures, Instant now, RegistrationEffect... first) {
        Optional<Problem> last = from instanceof BackingOff at ? Optional.of(at.problem()) : Optional.empty();
        return register(from, account, seconds(account.registrationExpiry()), failures, last, now, first);
    }

    private static RegistrationStep register(
            RegistrationState from,
            Account account,
            int expirySeconds,
            int failures,
            Optional<Problem> last,
            Instant now,
            RegistrationEffect... first) {
        int attempt = from.attempt() + 1;
        Instant since = from instanceof Registering at && at.account().equals(account) ? at.since() : now;
        RegistrationStep step = RegistrationStep.to(
                new Registering(account, attempt, expirySeconds, failures, last, since),
                new SendRegister(account, expirySeconds, attempt),
                new StopTimer());
        return first.length == 0
                ? step
                : new RegistrationStep(
                        step.next(),
                        java.util.stream.Stream.concat(java.util.Arrays.stream(first), step.effects().stream())
                                .toList());
    }

    private static RegistrationStep refresh(Registered at, Instant now) {
        int attempt = at.attempt() + 1;
        return RegistrationStep.to(
                new Refreshing(at.account(), attempt, at.expirySeconds(), at.until(), at.since(), at.backup()),
                new SendRegister(at.account(), at.expirySeconds(), attempt),
                new StartTimer(at.until().isAfter(now) ? at.until() : now));
    }

    private static RegistrationStep disconnect(RegistrationState state, Instant now) {
        return switch (state) {
            case Idle _ -> RegistrationStep.to(state);
            case Unregistering _ -> RegistrationStep.to(state);
            case Replacing at -> RegistrationStep.to(new Unregistering(at.account(), at.attempt(), at.since()));
            case Registering at ->
                leave(at, at.account(), now); // its 200 may be on the way: take that binding back too
            case Registered at -> leave(at, at.account(), now);
            case Refreshing at -> leave(at, at.account(), now);
            // there is no binding to remove, or nobody to ask
            case BackingOff _, Refused _, Offline _ ->
                RegistrationStep.to(new Idle(state.attempt() + 1, now), new StopTimer());
        };
    }

    private static RegistrationStep leave(RegistrationState from, Account account, Instant now) {
        int attempt = from.attempt() + 1;
        return RegistrationStep.to(
                new Unregistering(account, attempt, now),
                new SendUnregister(attempt),
                new StartTimer(now.plus(UNREGISTER_LIMIT)));
    }

    private static RegistrationStep retry(RegistrationState state, Instant now) {
        return switch (state) {
            case BackingOff at -> begin(at, at.account(), at.failures(), now);
            case Refused at -> begin(at, at.account(), 0, now);
            case Offline at -> begin(at, at.account(), 0, now, new Rebind());
            case Registered at -> refresh(at, now);
            case Registering _, Refreshing _ -> RegistrationStep.to(state); // already on its way
            case Idle _, Unregistering _, Replacing _ ->
                RegistrationStep.to(
                        state, new RegistrationEffect.Refuse(ErrorCode.NO_ACCOUNT, "nothing is to be registered"));
        };
    }

    private RegistrationStep registered(RegistrationState state, RegistrationInput.Registered answer, Instant now) {
        return switch (state) {
            case Registering at -> bound(at.account(), at.expirySeconds(), answer, now, now);
            case Refreshing at -> bound(at.account(), at.expirySeconds(), answer, at.since(), now);
            case Idle _, Registered _, BackingOff _, Refused _, Offline _, Unregistering _, Replacing _ ->
                RegistrationStep.ignored(state, "200 to a REGISTER that is not out");
        };
    }

    private RegistrationStep bound(
            Account account, int expirySeconds, RegistrationInput.Registered answer, Instant since, Instant now) {
        int attempt = answer.attempt();
        Duration granted = answer.granted();
        if (granted.isZero() || granted.isNegative()) {
            // §10.2.4 wants our binding in the 200; one without a lifetime is none
            return backOff(
                    account, attempt, 1, new Problem(ErrorCode.REGISTRATION_REFUSED, 200), Optional.empty(), now);
        }
        Duration believed = granted.compareTo(LONGEST_EXPIRY) > 0 ? LONGEST_EXPIRY : granted;
        return RegistrationStep.to(
                new Registered(account, attempt, expirySeconds, now.plus(believed), since, answer.backup()),
                new StartTimer(now.plus(policy.refreshAfter(believed, attempt))));
    }

    private static RegistrationStep unregistered(RegistrationState state, Instant now) {
        return switch (state) {
            case Unregistering at -> RegistrationStep.to(new Idle(at.attempt(), now), new StopTimer());
            case Replacing at -> begin(at, at.following(), 0, now);
            case Idle _, Registering _, Registered _, Refreshing _, BackingOff _, Refused _, Offline _ ->
                RegistrationStep.ignored(state, "nothing was being unregistered");
        };
    }

    private RegistrationStep rejected(RegistrationState state, RegistrationRejected answer, Instant now) {
        return switch (state) {
            case Registering at -> rejected(at, at.account(), at.expirySeconds(), at.failures(), answer, now);
            case Refreshing at -> rejected(at, at.account(), at.expirySeconds(), 0, answer, now);
            case Unregistering _, Replacing _ -> unregistered(state, now); // gone or not, we are leaving
            case Idle _, Registered _, BackingOff _, Refused _, Offline _ ->
                RegistrationStep.ignored(state, "answer to a REGISTER that is not out");
        };
    }

    private RegistrationStep rejected(
            RegistrationState state,
            Account account,
            int expirySeconds,
            int failures,
            RegistrationRejected answer,
            Instant now) {
        Problem refused = new Problem(ErrorCode.REGISTRATION_REFUSED, answer.status());
        return switch (answer.status()) {
            case 401, 403, 407 ->
                RegistrationStep.to(
                        new Refused(
                                account,
                                state.attempt(),
                                new Problem(ErrorCode.CREDENTIALS_REFUSED, answer.status()),
                                now),
                        new StopTimer());
            case 423 -> {
                Optional<Duration> longer = answer.minExpires()
                        .filter(least -> seconds(least) > expirySeconds && least.compareTo(LONGEST_EXPIRY) <= 0);
                // §10.2.8: ask again at once for what the registrar takes; a registrar that only says no is backed off
                // from
                yield longer.isPresent()
                        ? register(state, account, seconds(longer.get()), failures, Optional.empty(), now)
                        : backOff(account, state.attempt(), failures + 1, refused, Optional.empty(), now);
            }
            default -> backOff(account, state.attempt(), failures + 1, refused, answer.retryAfter(), now);
        };
    }

    private RegistrationStep failed(
            RegistrationState state, Problem problem, Optional<Duration> retryAfter, Instant now) {
        return switch (state) {
            case Registering at -> backOff(at.account(), at.attempt(), at.failures() + 1, problem, retryAfter, now);
            case Refreshing at -> backOff(at.account(), at.attempt(), 1, problem, retryAfter, now);
            case Unregistering _, Replacing _ -> unregistered(state, now);
            case Idle _, Registered _, BackingOff _, Refused _, Offline _ ->
                RegistrationStep.ignored(state, "failure of a REGISTER that is not out");
        };
    }

    private RegistrationStep backOff(
            Account account, int attempt, int failures, Problem problem, Optional<Duration> retryAfter, Instant now) {
        Duration own = policy.backOff(failures, attempt, problem.error());
        Duration wish = retryAfter
                .filter(asked -> asked.compareTo(RetryPolicy.LONGEST_WISH) <= 0)
                .orElse(Duration.ZERO);
        Instant next = now.plus(wish.compareTo(own) > 0 ? wish : own); // RFC 3261 §20.33
        return RegistrationStep.to(
                new BackingOff(account, attempt, failures, problem, next, now), new StartTimer(next));
    }

    private static RegistrationStep networkChanged(RegistrationState state, boolean usable, Instant now) {
        return switch (state) {
            case Registering at -> afterChange(at, at.account(), usable, now);
            case Registered at -> afterChange(at, at.account(), usable, now);
            case Refreshing at -> afterChange(at, at.account(), usable, now);
            case BackingOff at -> afterChange(at, at.account(), usable, now);
            case Offline at -> usable ? afterChange(at, at.account(), true, now) : RegistrationStep.to(at);
            case Unregistering at ->
                usable
                        ? RegistrationStep.to(at)
                        : RegistrationStep.to(new Idle(at.attempt() + 1, now), new StopTimer());
            case Replacing at -> afterChange(at, at.following(), usable, now);
            // another network does not make a wrong password right
            case Idle _, Refused _ -> RegistrationStep.to(state);
        };
    }

    private static RegistrationStep afterChange(RegistrationState from, Account account, boolean usable, Instant now) {
        return usable
                ? begin(from, account, 0, now, new Rebind())
                : RegistrationStep.to(new Offline(account, from.attempt() + 1, now), new StopTimer());
    }

    private RegistrationStep timerFired(RegistrationState state, Instant now) {
        return switch (state) {
            case Registered at -> refresh(at, now);
            // the binding ran out while the refresh is still unanswered
            case Refreshing at ->
                RegistrationStep.to(
                        new Registering(
                                at.account(),
                                at.attempt(),
                                at.expirySeconds(),
                                1,
                                Optional.of(new Problem(ErrorCode.SERVER_SILENT, 0)),
                                now),
                        new StopTimer());
            case BackingOff at -> begin(at, at.account(), at.failures(), now);
            case Unregistering at -> RegistrationStep.to(new Idle(at.attempt() + 1, now));
            case Replacing at -> begin(at, at.following(), 0, now);
            case Idle _, Registering _, Refused _, Offline _ -> RegistrationStep.ignored(state, "no timer runs here");
        };
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(duration.toSeconds(), LONGEST_EXPIRY.toSeconds());
    }
}
