package org.offhook.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("interop")
class KamailioPeerTest {

    @Test
    void answersOptionsOverUdpAndTcpAndChallengesRegister() {
        try (KamailioPeer kamailio = KamailioPeer.start()) {
            assertThat(SipProbe.awaitOptionsAnswer(kamailio.udp(), Duration.ofSeconds(5)))
                    .startsWith("SIP/2.0 200 ");
            assertThat(SipProbe.connected(
                            new Socket(),
                            kamailio.tcp(),
                            SipProbe.request("OPTIONS", kamailio.tcp(), "TCP", "probe", "")))
                    .startsWith("SIP/2.0 200 ");
            assertThat(register(kamailio))
                    .startsWith("SIP/2.0 401 ")
                    .contains("realm=\"" + kamailio.realm() + "\"")
                    .contains("qop=\"auth\"")
                    .doesNotContain("SHA-256");
        }
    }

    @Test
    void challengesWithSha256WhenToldSo() {
        try (KamailioPeer kamailio =
                KamailioPeer.start(KamailioPeer.Behaviour.usual().challengingWith(KamailioPeer.Digest.SHA_256))) {
            assertThat(register(kamailio)).startsWith("SIP/2.0 401 ").contains("algorithm=SHA-256");
        }
    }

    @Test
    void showsOverTlsACertificateForLoopbackThatItsAuthoritySigned() throws Exception {
        try (KamailioPeer kamailio = KamailioPeer.start();
                SSLSocket socket = (SSLSocket) trusting(kamailio.certificateAuthority())
                        .getSocketFactory()
                        .createSocket(
                                kamailio.tls().getAddress(), kamailio.tls().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            assertThat(SipProbe.connected(
                            socket, kamailio.tls(), SipProbe.request("OPTIONS", kamailio.tls(), "TLS", "probe", "")))
                    .startsWith("SIP/2.0 200 ");
        }
    }

    private static String register(KamailioPeer kamailio) {
        InetSocketAddress server = kamailio.udp();
        return SipProbe.udp(
                server,
                SipProbe.request("REGISTER", server, "UDP", "2101", "Contact: <sip:2101@{local}>\r\nExpires: 60\r\n"));
    }

    private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        try (InputStream pem = new FileInputStream(authority.toFile())) {
            anchors.setCertificateEntry(
                    "test", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
