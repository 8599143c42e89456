package org.offhook.core.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.publication.PublicationEffect.SendPublish;
import org.offhook.core.publication.PublicationEffect.StartTimer;
import org.offhook.core.publication.PublicationEffect.StopTimer;
import org.offhook.core.publication.PublicationInput.PresenceChanged;
import org.offhook.core.publication.PublicationInput.PublishAccepted;
import org.offhook.core.publication.PublicationInput.PublishRejected;
import org.offhook.core.publication.PublicationState.BackingOff;
import org.offhook.core.publication.PublicationState.Idle;
import org.offhook.core.publication.PublicationState.Leaving;
import org.offhook.core.publication.PublicationState.Published;
import org.offhook.core.publication.PublicationState.Publishing;
import org.offhook.core.publication.PublicationState.Refused;
import org.offhook.core.publication.PublicationState.Removing;
import org.offhook.core.registration.RetryPolicy;

/**
 * What the exchange is told of the agent, as a pure function of state, input and time (RFC 3903 §4).
 *
 * <pre>
 *  Idle ─presence─▶ Publishing ─2xx with tag─▶ Published ─another presence, timer─▶ Publishing with the tag
 *                    │  ▲ 412: the first again; 423: longer; another presence meanwhile: once more
 *                    ├─ 403, 405, 489 … ─▶ Refused ─timer, unless it is for good─▶ Publishing
 *                    └─ anything else ─▶ BackingOff ─timer─▶ Publishing
 *  unwanted: Removing ─any answer or 3 s─▶ Idle; while a PUBLISH is out: Leaving ─2xx─▶ Removing
 *  registration lost: Idle
 * </pre>
 *
 * @param expirySeconds what is asked for
 * @param policy when to try again
 */
public record PublicationMachine(int expirySeconds, RetryPolicy policy) {
    /** Timer F and some: an answer that did not come by then went to a connection that is gone. */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(40);

    /** A silent exchange must not hold up a logout. */
    static final Duration REMOVE_LIMIT = Duration.ofSeconds(3);

    /** An exchange that wants to know for longer than this is not believed. */
    static final Duration LONGEST_EXPIRY = Duration.ofDays(1);

    /** After a refusal that may be somebody's mistake. */
    static final Duration SELDOM = Duration.ofMinutes(10);

    /** Takes one input. */
    public PublicationStep step(PublicationState state, PublicationInput input, Instant now) {
        return switch (input) {
            case PresenceChanged(Presence presence) -> wanted(state, presence, now);
            case PublicationInput.Unwanted _ -> unwanted(state, now);
            case PublicationInput.Suspended _ -> suspended(state);
            case PublishAccepted answer ->
                answer.attempt() == state.attempt() ? accepted(state, answer, now) : older(state);
            case PublishRejected answer ->
                answer.attempt() == state.attempt() ? rejected(state, answer, now) : older(state);
            case PublicationInput.PublishFailed answer ->
                answer.attempt() == state.attempt()
                        ? rejected(
                                state,
                                new PublishRejected(answer.attempt(), 408, Optional.empty(), Optional.empty()),
                                now)
                        : older(state);
            case PublicationInput.TimerFired _ -> timerFired(state, now);
        };
    }

    private static PublicationStep older(PublicationState state) {
        return PublicationStep.ignored(state, "answer to an older PUBLISH");
    }

    /** @param etag empty for the first */
    private static PublicationStep publish(
            PublicationState from,
            Presence presence,
            int expirySeconds,
            int failures,
            Optional<String> etag,
            Instant now) {
        int attempt = from.attempt() + 1;
        return PublicationStep.to(
                new Publishing(attempt, presence, presence, expirySeconds, failures, etag),
                new SendPublish(etag, Optional.of(presence), expirySeconds, attempt),
                new StartTimer(now.plus(ANSWER_LIMIT)));
    }

    private static PublicationStep refresh(Published at, Instant now) {
        int attempt = at.attempt() + 1;
        return PublicationStep.to(
                new Publishing(attempt, at.told(), at.told(), at.expirySeconds(), 0, Optional.of(at.etag())),
                new SendPublish(Optional.of(at.etag()), Optional.empty(), at.expirySeconds(), attempt),
                new StartTimer(now.plus(ANSWER_LIMIT)));
    }

    private PublicationStep wanted(PublicationState state, Presence presence, Instant now) {
        return switch (state) {
            case Idle at -> publish(at, presence, expirySeconds, 0, Optional.empty(), now);
            case Removing at -> publish(at, presence, expirySeconds, 0, Optional.empty(), now);
            case Leaving at -> publish(at, presence, expirySeconds, 0, Optional.empty(), now);
            case Publishing at -> // one at a time (RFC 3903 §4.1); the newest counts
                PublicationStep.to(new Publishing(
                        at.attempt(), at.told(), presence, at.expirySeconds(), at.failures(), at.etag()));
            case Published at ->
                at.told() == presence
                        ? PublicationStep.to(at)
                        : publish(at, presence, at.expirySeconds(), 0, Optional.of(at.etag()), now);
            case BackingOff at -> PublicationStep.to(new BackingOff(at.attempt(), presence, at.failures(), at.etag()));
            case Refused at -> PublicationStep.to(new Refused(at.attempt(), presence, at.status()));
        };
    }

    private static PublicationStep unwanted(PublicationState state, Instant now) {
        return switch (state) {
            case Idle _, Leaving _, Removing _ -> PublicationStep.to(state);
            case Refused at -> PublicationStep.to(new Idle(at.attempt() + 1), new StopTimer());
            case BackingOff at ->
                at.etag()
                        .map(etag -> remove(at, etag, now))
                        .orElseGet(() -> PublicationStep.to(new Idle(at.attempt() + 1), new StopTimer()));
            case Published at -> remove(at, at.etag(), now);
            case Publishing at -> PublicationStep.to(new Leaving(at.attempt()), new StartTimer(now.plus(REMOVE_LIMIT)));
        };
    }

    private static PublicationStep remove(PublicationState from, String etag, Instant now) {
        int attempt = from.attempt() + 1;
        return PublicationStep.to(
                new Removing(attempt),
                new SendPublish(Optional.of(etag), Optional.empty(), 0, attempt),
                new StartTimer(now.plus(REMOVE_LIMIT)));
    }

    private static PublicationStep suspended(PublicationState state) {
        return switch (state) {
            case Idle _, Leaving _, Removing _ -> PublicationStep.to(state); // the farewell is on its way
            case Publishing _, Published _, BackingOff _, Refused _ ->
                PublicationStep.to(new Idle(state.attempt() + 1), new StopTimer());
        };
    }

    // ---- answers

    private PublicationStep accepted(PublicationState state, PublishAccepted answer, Instant now) {
        return switch (state) {
            case Publishing at -> published(at, answer, now);
            case Leaving at ->
                answer.etag()
                        .map(etag -> remove(at, etag, now))
                        .orElseGet(() -> PublicationStep.to(new Idle(at.attempt()), new StopTimer()));
            case Removing at -> PublicationStep.to(new Idle(at.attempt()), new StopTimer());
            case Idle _, Published _, BackingOff _, Refused _ ->
                PublicationStep.ignored(state, "2xx to a PUBLISH that is not out");
        };
    }

    private PublicationStep published(Publishing at, PublishAccepted answer, Instant now) {
        if (answer.etag().isEmpty()
                || answer.granted().isZero()
                || answer.granted().isNegative()) {
            return backOff(at, Optional.empty(), Optional.empty(), now);
        }
        String etag = answer.etag().get(); // a new one with every 2xx (RFC 3903 §6)
        if (at.wanted() != at.told()) {
            return publish(at, at.wanted(), at.expirySeconds(), 0, Optional.of(etag), now);
        }
        Duration granted = answer.granted().compareTo(LONGEST_EXPIRY) > 0 ? LONGEST_EXPIRY : answer.granted();
        return PublicationStep.to(
                new Published(at.attempt(), at.told(), at.expirySeconds(), etag, now.plus(granted)),
                new StartTimer(now.plus(policy.refreshAfter(granted, at.attempt()))));
    }

    private PublicationStep rejected(PublicationState state, PublishRejected answer, Instant now) {
        return switch (state) {
            case Publishing at -> rejected(at, answer, now);
            case Leaving at -> PublicationStep.to(new Idle(at.attempt()), new StopTimer());
            case Removing at -> PublicationStep.to(new Idle(at.attempt()), new StopTimer());
            case Idle _, Published _, BackingOff _, Refused _ ->
                PublicationStep.ignored(state, "answer to a PUBLISH that is not out");
        };
    }

    private PublicationStep rejected(Publishing at, PublishRejected answer, Instant now) {
        return switch (answer.status()) {
            // RFC 3903 §4.1: what the tag named is gone; the whole is told anew
            case 412 ->
                at.etag().isPresent()
                        ? publish(at, at.wanted(), at.expirySeconds(), at.failures(), Optional.empty(), now)
                        : backOff(at, Optional.empty(), answer.retryAfter(), now);
            case 423 -> {
                Duration least = answer.minExpires().orElse(Duration.ZERO);
                boolean believed = least.compareTo(Duration.ofSeconds(at.expirySeconds())) > 0
                        && least.compareTo(LONGEST_EXPIRY) <= 0;
                yield believed
                        ? publish(at, at.wanted(), (int) least.toSeconds(), at.failures(), at.etag(), now)
                        : backOff(at, at.etag(), answer.retryAfter(), now);
            }
            // asking again would lock the account, or is of no use: they will not learn it
            case 401, 403, 405, 407, 415, 489, 501 ->
                PublicationStep.to(new Refused(at.attempt(), at.wanted(), answer.status()), new StopTimer());
            case 404, 410, 416, 480, 482, 483, 484, 485, 604 ->
                PublicationStep.to(
                        new Refused(at.attempt(), at.wanted(), answer.status()), new StartTimer(now.plus(SELDOM)));
            default -> backOff(at, at.etag(), answer.retryAfter(), now);
        };
    }

    private PublicationStep backOff(Publishing at, Optional<String> etag, Optional<Duration> wish, Instant now) {
        int failures = at.failures() + 1;
        Duration own = policy.backOff(failures, at.attempt());
        Duration pause = wish.filter(asked -> asked.compareTo(own) > 0)
                .map(asked -> asked.compareTo(SELDOM) > 0 ? SELDOM : asked)
                .orElse(own);
        return PublicationStep.to(
                new BackingOff(at.attempt(), at.wanted(), failures, etag), new StartTimer(now.plus(pause)));
    }

    private PublicationStep timerFired(PublicationState state, Instant now) {
        return switch (state) {
            case Published at -> refresh(at, now);
            case BackingOff at -> publish(at, at.wanted(), expirySeconds, at.failures(), at.etag(), now);
            case Refused at -> publish(at, at.wanted(), expirySeconds, 0, Optional.empty(), now);
            case Leaving at -> PublicationStep.to(new Idle(at.attempt()));
            case Removing at -> PublicationStep.to(new Idle(at.attempt()));
            case Publishing at -> backOff(at, at.etag(), Optional.empty(), now);
            case Idle _ -> PublicationStep.ignored(state, "a timer that nobody waits for");
        };
    }
}
