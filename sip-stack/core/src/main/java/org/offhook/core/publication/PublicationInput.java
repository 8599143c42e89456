package org.offhook.core.publication;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/** Everything that can happen to a publication. */
public sealed interface PublicationInput {
    /** There is a registration, and this is what the agent does now. */
    record PresenceChanged(Presence presence) implements PublicationInput {}

    /** Logout. */
    record Unwanted() implements PublicationInput {}

    /** The registration is lost, and with it the way to the exchange; what it holds runs out by itself. */
    record Suspended() implements PublicationInput {}

    /**
     * 2xx to PUBLISH.
     *
     * @param attempt number given with the order
     * @param etag its SIP-ETag; empty where the exchange breaks the rule that there is one (RFC 3903 §6)
     * @param granted lifetime from its Expires header
     */
    record PublishAccepted(int attempt, Optional<String> etag, Duration granted) implements PublicationInput {}

    /**
     * The exchange refused a PUBLISH.
     *
     * @param status final status: 401/407 after our credentials were tried, 412, 423, 489, 5xx …
     * @param minExpires Min-Expires of a 423
     */
    record PublishRejected(int attempt, int status, Optional<Duration> minExpires, Optional<Duration> retryAfter)
            implements PublicationInput {}

    /** No answer, or it could not be sent. */
    record PublishFailed(int attempt, ErrorCode error) implements PublicationInput {}

    record TimerFired() implements PublicationInput {}
}
