package org.offhook.bridge;

import java.util.Optional;
import org.offhook.core.account.Secret;

/**
 * What the bridge has to be told.
 *
 * @param port first port to try, the next nine follow; 0 lets the system choose
 * @param crmPage address that the host page frames; empty: there is no host page
 * @param pairingKey key of the pages' tokens, kept over restarts in the secret store; empty: a new one for this run
 * @param dialBurst how many dials one page or program may ask for at once
 * @param dialsPerSecond how many in the long run
 */
public record BridgeSettings(
        int port, Optional<String> crmPage, Optional<Secret> pairingKey, int dialBurst, double dialsPerSecond) {
    public static final int DEFAULT_PORT = 47_800;

    /** How many ports are tried; the page script knows the same ten. */
    public static final int PORTS = 10;

    /** A person clicks once in a while; ten at once and two a second leave room for a page that retries. */
    public static final int DIAL_BURST = 10;

    public static final double DIALS_PER_SECOND = 2;

    public BridgeSettings {
        if (port < 0 || port > 65_535 - PORTS) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    public static BridgeSettings on(int port) {
        return new BridgeSettings(port, Optional.empty(), Optional.empty(), DIAL_BURST, DIALS_PER_SECOND);
    }

    public BridgeSettings withCrmPage(Optional<String> address) {
        return new BridgeSettings(port, address, pairingKey, dialBurst, dialsPerSecond);
    }

    public BridgeSettings withPairingKey(Optional<Secret> key) {
        return new BridgeSettings(port, crmPage, key, dialBurst, dialsPerSecond);
    }

    public BridgeSettings withDialLimit(int burst, double perSecond) {
        return new BridgeSettings(port, crmPage, pairingKey, burst, perSecond);
    }
}
