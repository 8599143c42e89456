package org.offhook.media.transport;

import java.time.Duration;
import org.offhook.core.account.ServerAddress;

/**
 * Who is asked how a call's sockets look from outside.
 *
 * @param address without a port it is 3478
 * @param patience how long a call waits at most for the answer
 * @param keepAlive how often it is asked again while the call lasts, so that routers keep what they map
 */
public record StunServer(ServerAddress address, Duration patience, Duration keepAlive) {
    /** Three questions of RFC 8489 §6.2.1, at 0, 0.5 and 1.5 seconds. */
    private static final Duration USUAL = Duration.ofSeconds(2);

    /** Most routers keep a binding for 30 s and longer (RFC 4787 §4.3 wants two minutes). */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Asked again every 15 seconds. */
    public StunServer(ServerAddress address, Duration patience) {
        this(address, patience, KEEP_ALIVE);
    }

    /** With the usual patience of two seconds. */
    public static StunServer at(ServerAddress address) {
        return new StunServer(address, USUAL);
    }
}
