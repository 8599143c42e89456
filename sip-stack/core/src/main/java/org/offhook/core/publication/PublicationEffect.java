package org.offhook.core.publication;

import java.time.Instant;
import java.util.Optional;

/** What a publication orders. There is one timer: starting it replaces it. */
public sealed interface PublicationEffect {
    /**
     * Sends PUBLISH.
     *
     * @param etag SIP-If-Match; empty for the first
     * @param presence its body; empty for a refresh or a removal (RFC 3903 §4.1)
     * @param expirySeconds 0 removes
     */
    record SendPublish(Optional<String> etag, Optional<Presence> presence, int expirySeconds, int attempt)
            implements PublicationEffect {}

    record StartTimer(Instant at) implements PublicationEffect {}

    record StopTimer() implements PublicationEffect {}

    record Ignore(String reason) implements PublicationEffect {}
}
