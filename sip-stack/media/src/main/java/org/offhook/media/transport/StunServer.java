package org.offhook.media.transport;

import java.time.Duration;
import org.offhook.core.account.ServerAddress;

/**
 * Who is asked how a call's sockets look from outside.
 *
 * @param address without a port it is 3478
 * @param patience how long a call waits at most for the answer
 */
public record StunServer(ServerAddress address, Duration patience) {
    /** Three questions of RFC 8489 §6.2.1, at 0, 0.5 and 1.5 seconds. */
    private static final Duration USUAL = Duration.ofSeconds(2);

    /** With the usual patience of two seconds. */
    public static StunServer at(ServerAddress address) {
        return new StunServer(address, USUAL);
    }
}
