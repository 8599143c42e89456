package org.offhook.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.account.Secret;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.sip.tls.TlsSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

@Timeout(30)
class SipNodeTlsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    private static final class Keeping implements SipNodeListener {
        final BlockingQueue<IncomingResponse> responses = new LinkedBlockingQueue<>();

        @Override
        public void requestReceived(IncomingRequest request) {
            request.transaction().ifPresent(transaction -> {
                try {
                    transaction.sendResponse(new SipMessages().response(request.request(), 200, "far"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public void responseReceived(IncomingResponse response) {
            responses.add(response);
        }

        @Override
        public void clientTransactionTimedOut(ClientTransaction transaction) {}
    }

    private SipNode phone(TlsSettings tls, Keeping listener) throws Exception {
        return SipNode.open(
                SipNodeSettings.on("tls", LOOPBACK)
                        .withPorts(Map.of(Transport.TLS, 0))
                        .withTls(tls)
                        .withChecks(Duration.ZERO, Duration.ZERO),
                listener);
    }

    private static SipTarget target(InetSocketAddress address, String host) {
        return new SipTarget(Transport.TLS, address, host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void speaksBothCurrentVersionsToTheRightName(String version) throws Exception {
        TestCertificates certificates = new TestCertificates();
        TlsSettings tls = TlsSettings.trustOnly(certificates.authorityFile(directory), Secret.of(""));
        Keeping listener = new Keeping();
        try (ScriptedSipPeer peer = ScriptedSipPeer.tls(
                        TestCertificates.serverContext(certificates.server("pbx.example")), version);
                SipNode node = phone(tls, listener)) {
            node.send(SipNodeTest.options(node, Transport.TLS, peer.address()), target(peer.address(), "pbx.example"));
            SipText request = peer.expect("OPTIONS");
            assertThat(request.header("Via")).startsWith("SIP/2.0/TLS");
            peer.respond(request, 200, "far");
            assertThat(listener.responses.poll(10, TimeUnit.SECONDS)).isNotNull();

            node.send(SipNodeTest.options(node, Transport.TLS, peer.address()), target(peer.address(), "pbx.example"));
            peer.expect("OPTIONS");
            assertThat(peer.connections()).as("one connection for both").isEqualTo(1);
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        TestCertificates certificates = new TestCertificates();
        TlsSettings tls = TlsSettings.trustOnly(certificates.authorityFile(directory), Secret.of(""));
        try (ScriptedSipPeer peer = ScriptedSipPeer.tls(
                        TestCertificates.serverContext(certificates.server("wrong.example")), "TLSv1.3", "TLSv1.2");
                SipNode node = phone(tls, new Keeping())) {
            assertRefused(node, peer, "pbx.example");
            assertThat(peer.ladder()).as("not one byte of SIP").isEmpty();
        }
    }

    @Test
    void refusesAnUnknownAuthority() throws Exception {
        TestCertificates theirs = new TestCertificates();
        TlsSettings tls = TlsSettings.trustOnly(new TestCertificates().authorityFile(directory), Secret.of(""));
        try (ScriptedSipPeer peer =
                        ScriptedSipPeer.tls(TestCertificates.serverContext(theirs.server("pbx.example")), "TLSv1.3");
                SipNode node = phone(tls, new Keeping());
                SipNode trusting = phone(TlsSettings.systemTrust(), new Keeping())) {
            assertRefused(node, peer, "pbx.example");
            assertRefused(trusting, peer, "pbx.example");
        }
    }

    @Test
    void aConnectionMadeForOneNameIsNotLentToAnother() throws Exception {
        TestCertificates certificates = new TestCertificates();
        TlsSettings tls = TlsSettings.trustOnly(certificates.authorityFile(directory), Secret.of(""));
        try (ScriptedSipPeer peer = ScriptedSipPeer.tls(
                        TestCertificates.serverContext(certificates.server("pbx.example")), "TLSv1.3");
                SipNode node = phone(tls, new Keeping())) {
            node.send(SipNodeTest.options(node, Transport.TLS, peer.address()), target(peer.address(), "pbx.example"));
            peer.expect("OPTIONS");

            assertRefused(node, peer, "other.example");
        }
    }

    private static void assertRefused(SipNode node, ScriptedSipPeer peer, String host) {
        assertThatThrownBy(() -> node.send(
                        SipNodeTest.options(node, Transport.TLS, peer.address()), target(peer.address(), host)))
                .isInstanceOfSatisfying(
                        SipSendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CERTIFICATE_NOT_TRUSTED));
    }

    @Test
    void aNodeWithAnIdentityIsAServer() throws Exception {
        TestCertificates certificates = new TestCertificates();
        TlsSettings trust = TlsSettings.trustOnly(certificates.authorityFile(directory), Secret.of(""));
        TlsSettings server =
                trust.withIdentity(certificates.server("pbx.example"), Secret.of(TestCertificates.password()));
        Keeping listener = new Keeping();
        try (SipNode exchange = phone(server, new Keeping());
                SipNode node = phone(trust, listener)) {
            InetSocketAddress at = exchange.localAddress(Transport.TLS);
            node.send(SipNodeTest.options(node, Transport.TLS, at), target(at, "pbx.example"));
            IncomingResponse response = listener.responses.poll(10, TimeUnit.SECONDS);
            assertThat(response).isNotNull();
            assertThat(response.transport()).isEqualTo(Transport.TLS);
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing here");
        assertThatThrownBy(() -> TlsSettings.trustOnly(empty, Secret.of("")))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
