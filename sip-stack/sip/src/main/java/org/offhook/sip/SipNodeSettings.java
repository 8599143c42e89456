package org.offhook.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.offhook.core.account.Transport;
import org.offhook.sip.tls.TlsSettings;

/**
 * How a node opens.
 *
 * @param name short name in thread names, such as {@code phone}
 * @param address one concrete local address (never the wildcard: it goes into Via and Contact)
 * @param ports port to listen on for each transport wanted; 0 lets the system choose
 * @param loopbackOnly refuse to bind to, or send to, anything but loopback
 * @param tls trust and identity
 * @param userAgent text of User-Agent and Server headers
 * @param selfCheckInterval how often the node asks itself whether it still hears (OPTIONS through its own socket); zero: never
 * @param auditInterval how often the transaction tables are searched for leaks; zero: never
 */
public record SipNodeSettings(
        String name,
        InetAddress address,
        Map<Transport, Integer> ports,
        boolean loopbackOnly,
        TlsSettings tls,
        String userAgent,
        Duration selfCheckInterval,
        Duration auditInterval) {

    public static final Duration SELF_CHECK_INTERVAL = Duration.ofSeconds(10);
    public static final Duration AUDIT_INTERVAL = Duration.ofSeconds(60);

    public SipNodeSettings {
        if (address.isAnyLocalAddress()) {
            throw new IllegalArgumentException("a node needs a concrete address");
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a node needs a transport");
        }
        ports = Map.copyOf(ports);
    }

    /** UDP on a port the system chooses, with the usual checks. */
    public static SipNodeSettings on(String name, InetAddress address) {
        return new SipNodeSettings(
                name,
                address,
                Map.of(Transport.UDP, 0),
                address.isLoopbackAddress(),
                TlsSettings.systemTrust(),
                "Offhook",
                SELF_CHECK_INTERVAL,
                AUDIT_INTERVAL);
    }

    /** The same, listening for {@code transport} on {@code port} too. */
    public SipNodeSettings listening(Transport transport, int port) {
        Map<Transport, Integer> more = new EnumMap<>(ports);
        more.put(transport, port);
        return withPorts(more);
    }

    /** The same, listening for exactly these. */
    public SipNodeSettings withPorts(Map<Transport, Integer> exactly) {
        return new SipNodeSettings(
                name, address, exactly, loopbackOnly, tls, userAgent, selfCheckInterval, auditInterval);
    }

    public SipNodeSettings withTls(TlsSettings settings) {
        return new SipNodeSettings(
                name, address, ports, loopbackOnly, settings, userAgent, selfCheckInterval, auditInterval);
    }

    public SipNodeSettings withLoopbackOnly(boolean only) {
        return new SipNodeSettings(name, address, ports, only, tls, userAgent, selfCheckInterval, auditInterval);
    }

    public SipNodeSettings withUserAgent(String text) {
        return new SipNodeSettings(name, address, ports, loopbackOnly, tls, text, selfCheckInterval, auditInterval);
    }

    public SipNodeSettings withChecks(Duration selfCheck, Duration audit) {
        return new SipNodeSettings(name, address, ports, loopbackOnly, tls, userAgent, selfCheck, audit);
    }
}
