package org.offhook.core.account;

import java.util.List;
import java.util.Optional;

/**
 * How an exchange is reached beyond its server's address.
 *
 * @param outboundProxy where every request outside of a dialog goes first, as a route set that is there from the start (RFC 3261
 *     §8.1.2), over the account's transport
 * @param backups further servers, the preferred one first: registered with while none before them answers
 */
public record Reach(Optional<ServerAddress> outboundProxy, List<ServerAddress> backups) {
    /** The server and nothing else. */
    public static final Reach DIRECT = new Reach(Optional.empty(), List.of());

    public Reach {
        backups = List.copyOf(backups);
    }
}
