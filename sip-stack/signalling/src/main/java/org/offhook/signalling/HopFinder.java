package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import javax.sip.address.SipURI;
import org.offhook.core.account.Transport;
import org.offhook.sip.SipTarget;

/**
 * Where a request in a dialog goes. A literal address is gone to; for a name, or a transport that we do not speak, or anything over
 * TLS, the exchange is the way: it is who we trust, and a look-up here would stall the call.
 */
final class HopFinder {
    private final ExchangeLink link;
    private final boolean loopbackOnly;

    HopFinder(ExchangeLink link, boolean loopbackOnly) {
        this.link = link;
        this.loopbackOnly = loopbackOnly;
    }

    SipTarget find(SipURI uri) {
        SipTarget exchange = link.target();
        Transport transport = link.account.transport();
        if (transport == Transport.TLS || !isTransport(uri, transport)) {
            return exchange;
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(stripBrackets(uri.getHost()));
        } catch (IllegalArgumentException aName) {
            return exchange;
        }
        int port = uri.getPort() > 0 ? uri.getPort() : 5060;
        InetSocketAddress there = new InetSocketAddress(address, port);
        boolean ourselves = there.equals(link.node.localAddress(transport)) || there.equals(link.contactAddress());
        if (ourselves || address.isAnyLocalAddress() || (loopbackOnly && !address.isLoopbackAddress())) {
            return exchange;
        }
        return SipTarget.of(transport, there);
    }

    private static boolean isTransport(SipURI uri, Transport ours) {
        String named = uri.getTransportParam();
        // Without the parameter a SIP URI means UDP (RFC 3263 §4.1), but over a connection peers leave it out and mean
        // "this one".
        return named == null
                ? ours == Transport.UDP
                : named.toUpperCase(Locale.ROOT).equals(ours.name());
    }

    private static String stripBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
