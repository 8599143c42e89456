package org.offhook.sip;

import java.net.InetSocketAddress;
import org.offhook.core.account.Transport;

/**
 * Where a request is sent.
 *
 * @param transport over what
 * @param address resolved address and port
 * @param host the name that a TLS server must prove, as the account has it (RFC 5922 §4); for other transports a label
 */
public record SipTarget(Transport transport, InetSocketAddress address, String host) {
    public SipTarget {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("target is not resolved");
        }
    }

    /** A target without a name of its own: the address is its name. */
    public static SipTarget of(Transport transport, InetSocketAddress address) {
        return new SipTarget(transport, address, address.getAddress().getHostAddress());
    }
}
