package org.offhook.core.subscription;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/** Everything that can happen to a subscription. */
public sealed interface SubscriptionInput {
    /** There is a registration: begin, or begin anew, because whatever was agreed before is bound to the one before. */
    record Wanted() implements SubscriptionInput {}

    /** Logout. */
    record Unwanted() implements SubscriptionInput {}

    /** The registration is lost, and with it the way on which we were told. */
    record Suspended() implements SubscriptionInput {}

    /** Something is missing in what was told: have the whole told again. */
    record RepetitionWanted() implements SubscriptionInput {}

    /**
     * 2xx to SUBSCRIBE.
     *
     * @param attempt number given with the order
     * @param granted lifetime from its Expires header
     */
    record SubscribeAccepted(int attempt, Duration granted) implements SubscriptionInput {}

    /**
     * The exchange refused a SUBSCRIBE.
     *
     * @param status final status: 401/407 after our credentials were tried, 403, 404, 423, 481, 489, 5xx …
     * @param minExpires Min-Expires of a 423
     */
    record SubscribeRejected(int attempt, int status, Optional<Duration> minExpires, Optional<Duration> retryAfter)
            implements SubscriptionInput {}

    /** No answer, or it could not be sent. */
    record SubscribeFailed(int attempt, ErrorCode error) implements SubscriptionInput {}

    /** NOTIFY in the subscription's dialog; already answered. */
    record Notified(Standing standing, Content content) implements SubscriptionInput {}

    record TimerFired() implements SubscriptionInput {}

    /** What a Subscription-State header says (RFC 6665 §4.1.3). */
    sealed interface Standing {
        /** @param expires lifetime that is left, where it is told */
        record Active(Optional<Duration> expires) implements Standing {}

        record Pending(Optional<Duration> expires) implements Standing {}

        record Terminated(Reason reason, Optional<Duration> retryAfter) implements Standing {}
    }

    /** Why it ended (RFC 6665 §4.1.3, §4.4.1). */
    enum Reason {
        DEACTIVATED,
        PROBATION,
        REJECTED,
        TIMEOUT,
        GIVEUP,
        NORESOURCE,
        INVARIANT,
        /** Not told, or a word nobody knows. */
        OTHER;

        public static Reason named(String word) {
            for (Reason reason : values()) {
                if (reason != OTHER && reason.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return reason;
                }
            }
            return OTHER;
        }
    }
}
