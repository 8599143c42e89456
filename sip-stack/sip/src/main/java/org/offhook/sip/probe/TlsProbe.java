package org.offhook.sip.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.sip.SipTarget;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.tls.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server whether it speaks TLS: by what its domain publishes, else by a handshake at the port that TLS would use, in which the
 * server must prove the name that the person typed. Not one byte of SIP is sent.
 */
public final class TlsProbe {
    private static final Logger LOG = LoggerFactory.getLogger(TlsProbe.class);

    /** Addresses tried; a server with more has them for load, not for TLS. */
    private static final int MOST_ADDRESSES = 2;

    private final ServerLocator locator;
    private final TlsSettings tls;
    private final Duration patience;

    /** What the server is like. */
    public enum Finding {
        /** {@code _sips._tcp} is published (RFC 3263 §4.2). */
        PUBLISHED,
        /** The handshake was completed and the name proved (RFC 5922 §7). */
        PROVED,
        /** It spoke TLS with a certificate that is not believed, or is another's. */
        UNTRUSTED,
        /** Nothing spoke TLS there. */
        ABSENT
    }

    /** @param patience for connecting, and again for each answer of the handshake */
    public TlsProbe(ServerLocator locator, TlsSettings tls, Duration patience) {
        this.locator = locator;
        this.tls = tls;
        this.patience = patience;
    }

    /** Blocks while names are looked up and the server is asked. */
    public Finding probe(ServerAddress server) {
        if (locator.publishesTls(server)) {
            return Finding.PUBLISHED;
        }
        try {
            SSLContext context = tls.newContext();
            Finding best = Finding.ABSENT;
            for (SipTarget target : locator.locate(server, Transport.TLS).targets().stream()
                    .limit(MOST_ADDRESSES)
                    .toList()) {
                Finding found = shakeHands(context, target.address(), server.host());
                if (found == Finding.PROVED) {
                    return found;
                }
                best = found == Finding.UNTRUSTED ? found : best;
            }
            return best;
        } catch (UnknownHostException noSuchName) {
            return Finding.ABSENT;
        } catch (GeneralSecurityException unusable) {
            LOG.warn("TLS settings cannot be used: {}", unusable.toString());
            return Finding.ABSENT;
        }
    }

    private Finding shakeHands(SSLContext context, InetSocketAddress address, String host) {
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            plain.setSoTimeout(millis);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, address.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setProtocols(TlsSettings.PROTOCOLS.toArray(new String[0]));
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                if (isName(host)) {
                    parameters.setServerNames(List.of(new SNIHostName(host)));
                }
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return Finding.PROVED;
            }
        } catch (SSLException refused) {
            return causedBy(refused, CertificateException.class) ? Finding.UNTRUSTED : Finding.ABSENT;
        } catch (IOException | IllegalArgumentException silent) { // a name that SNI cannot carry is nobody's
            return Finding.ABSENT;
        }
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** SNI carries names only, never addresses (RFC 6066 §3). */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
    }
}
