package org.offhook.desktop.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.signalling.SignallingSettings;
import org.offhook.sip.tls.TlsSettings;
import org.offhook.testkit.peer.ExchangePeer;

/** How the phone on trial is set up for a real exchange. */
final class Peers {
    /** What the peers' tone generators and recordings play. */
    static final int TONE_HERTZ = 440;

    private Peers() {}

    /** The phone's own extension there. */
    static Account account(ExchangePeer exchange, Transport transport) {
        return account(
                exchange, transport, exchange.phone().user(), exchange.phone().password());
    }

    static Account account(ExchangePeer exchange, Transport transport, String user, String password) {
        InetSocketAddress at = switch (transport) {
            case UDP -> exchange.udp();
            case TCP -> exchange.tcp();
            case TLS -> exchange.tls();
        };
        String host = at.getAddress().getHostAddress();
        return Account.of(user, host, ServerAddress.of(host, at.getPort()), transport, Secret.of(password));
    }

    /** Trusts the exchange's own authority and nobody else. */
    static UnaryOperator<SignallingSettings> trusting(ExchangePeer exchange) {
        return settings -> {
            try {
                return settings.withTls(TlsSettings.trustOnly(exchange.certificateAuthority(), Secret.of("")));
            } catch (IOException | GeneralSecurityException unusable) {
                throw new AssertionError(unusable);
            }
        };
    }
}
