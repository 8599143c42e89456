package org.offhook.core.port;

import java.util.Optional;
import org.offhook.core.publication.Presence;

/**
 * Publishing at the exchange (RFC 3903), for the registered account and over its connection. Called on the loop only; does not block it.
 * What comes of it arrives as {@link WatchInput.OfPublication}. Digest challenges are answered below this port.
 */
public interface PublicationPort {
    /** A stack that publishes nothing. */
    PublicationPort NONE = (etag, presence, expirySeconds, attempt) -> {};

    /**
     * Sends PUBLISH for the event package "presence".
     *
     * @param etag SIP-If-Match
     * @param presence what the document says; empty for none
     * @param expirySeconds 0 removes
     */
    void publish(Optional<String> etag, Optional<Presence> presence, int expirySeconds, int attempt);
}
