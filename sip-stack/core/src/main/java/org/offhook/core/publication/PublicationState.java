package org.offhook.core.publication;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a publication is. {@code attempt} is the number of the latest order; answers to older ones mean nothing. An entity-tag
 * (SIP-ETag, RFC 3903 §4.1) names what the exchange holds of us.
 */
public sealed interface PublicationState {
    int attempt();

    /** Nothing is to be published, or there is no registration to do it over. */
    record Idle(int attempt) implements PublicationState {}

    /**
     * A PUBLISH is out.
     *
     * @param told what the exchange knows when it is accepted
     * @param wanted what it is to know now
     * @param expirySeconds what is asked for
     * @param failures in a row before this attempt
     * @param etag what it replaces or refreshes; empty for the first
     */
    record Publishing(
            int attempt, Presence told, Presence wanted, int expirySeconds, int failures, Optional<String> etag)
            implements PublicationState {}

    /** The exchange knows, until {@code until}; the timer refreshes before. */
    record Published(int attempt, Presence told, int expirySeconds, String etag, Instant until)
            implements PublicationState {}

    /** The last attempt failed; the timer starts the next. */
    record BackingOff(int attempt, Presence wanted, int failures, Optional<String> etag) implements PublicationState {}

    /**
     * The exchange does not want to know. Of a refusal that may be somebody's mistake the timer asks again, seldom.
     *
     * @param status final status
     */
    record Refused(int attempt, Presence wanted, int status) implements PublicationState {}

    /** Not wanted any more while a PUBLISH is out: what it leaves is removed as soon as its tag is known. */
    record Leaving(int attempt) implements PublicationState {}

    /** Our PUBLISH with Expires: 0 is out. */
    record Removing(int attempt) implements PublicationState {}
}
