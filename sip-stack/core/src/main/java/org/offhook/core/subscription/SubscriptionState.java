package org.offhook.core.subscription;

import java.time.Instant;

/**
 * Where a subscription is. {@code attempt} is the number of the latest order; answers to older ones mean nothing.
 */
public sealed interface SubscriptionState {
    int attempt();

    /** Not wanted, or there is no registration to have it over. */
    record Idle(int attempt) implements SubscriptionState {}

    /**
     * The first SUBSCRIBE is out.
     *
     * @param expirySeconds what it asks for
     * @param failures in a row before this attempt
     */
    record Subscribing(int attempt, int expirySeconds, int failures) implements SubscriptionState {}

    /** A 2xx came; the NOTIFY that has to follow did not (RFC 6665 §4.1.2.4). */
    record Awaiting(int attempt, int expirySeconds, int failures, Instant until) implements SubscriptionState {}

    /** The exchange has not decided yet (RFC 6665 §4.1.3). */
    record Pending(int attempt, int expirySeconds, int failures, Instant until) implements SubscriptionState {}

    /** We are told until {@code until}; the timer refreshes before. */
    record Active(int attempt, int expirySeconds, int failures, Instant until) implements SubscriptionState {}

    /** Still told, a refreshing SUBSCRIBE is out. */
    record Refreshing(int attempt, int expirySeconds, int failures, Instant until) implements SubscriptionState {}

    /** The last attempt failed; the timer starts the next. */
    record BackingOff(int attempt, int failures) implements SubscriptionState {}

    /**
     * The exchange does not want us to be told. Of a refusal that may be somebody's mistake the timer asks again, seldom.
     *
     * @param status final status, or 0 when a NOTIFY said so
     */
    record Refused(int attempt, int status) implements SubscriptionState {}

    /** Our SUBSCRIBE with Expires: 0 is out; the last NOTIFY or the timer ends it. */
    record Unsubscribing(int attempt) implements SubscriptionState {}
}
