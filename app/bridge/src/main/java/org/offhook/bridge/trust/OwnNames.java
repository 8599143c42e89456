package org.offhook.bridge.trust;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the bridge may be addressed. A page whose DNS name was rebound to loopback still sends its own name in
 * {@code Host}, so anything else is refused before a request is looked at.
 */
public final class OwnNames {
    private final Set<String> hosts;
    private final Set<String> origins;

    public OwnNames(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        this.origins = Set.of("http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port);
    }

    /** @param host the Host header exactly as sent; host names compare without regard to case (RFC 9110 §4.2.3) */
    public boolean addresses(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether a page that this listener served sent the request. */
    public boolean isOwnOrigin(String origin) {
        return origins.contains(origin);
    }
}
