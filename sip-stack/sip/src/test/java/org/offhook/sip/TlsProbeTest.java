package org.offhook.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.locate.SrvRecord;
import org.offhook.sip.probe.TlsProbe;
import org.offhook.sip.probe.TlsProbe.Finding;
import org.offhook.sip.tls.TlsSettings;
import org.offhook.testkit.ScriptedSipPeer;

@Timeout(30)
class TlsProbeTest {
    private static final String NAME = "pbx.example";

    @TempDir
    Path directory;

    private TestCertificates certificates;
    private TlsSettings tls;

    @BeforeEach
    void trustOneAuthority() throws Exception {
        certificates = new TestCertificates();
        tls = TlsSettings.trustOnly(certificates.authorityFile(directory), Secret.of(""));
    }

    private TlsProbe probe(List<SrvRecord> published) {
        ServerLocator locator = new ServerLocator(
                name -> name.equals("_sips._tcp." + NAME) ? published : List.of(),
                host -> List.of(InetAddress.getLoopbackAddress()),
                new Random(1));
        return new TlsProbe(locator, tls, Duration.ofMillis(500));
    }

    private Finding ask(InetSocketAddress address) {
        return probe(List.of()).probe(ServerAddress.of(NAME, address.getPort()));
    }

    private ScriptedSipPeer peer(TestCertificates of, String name) throws Exception {
        return ScriptedSipPeer.tls(TestCertificates.serverContext(of.server(name)), "TLSv1.3", "TLSv1.2");
    }

    @Test
    void aCompletedHandshakeWithTheRightNameProvesTls() throws Exception {
        try (ScriptedSipPeer peer = peer(certificates, NAME)) {
            assertThat(ask(peer.address())).isEqualTo(Finding.PROVED);
            assertThat(peer.ladder()).as("not one byte of SIP").isEmpty();
        }
    }

    @Test
    void anotherNameOrAnotherAuthorityIsUntrusted() throws Exception {
        try (ScriptedSipPeer wrongName = peer(certificates, "wrong.example");
                ScriptedSipPeer stranger = peer(new TestCertificates(), NAME)) {
            assertThat(ask(wrongName.address())).isEqualTo(Finding.UNTRUSTED);
            assertThat(ask(stranger.address())).isEqualTo(Finding.UNTRUSTED);
        }
    }

    @Test
    void aServerThatNeverAnswersIsAbsentAfterTheTimeAllowed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ask((InetSocketAddress) silent.getLocalSocketAddress())).isEqualTo(Finding.ABSENT);
        }
    }

    @Test
    void aClosedPortIsAbsent() throws Exception {
        InetSocketAddress closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertThat(ask(closed)).isEqualTo(Finding.ABSENT);
    }

    @Test
    void whatTheDomainPublishesIsBelievedWithoutAHandshake() {
        assertThat(probe(List.of(new SrvRecord(1, 1, 5061, "sip." + NAME))).probe(ServerAddress.of(NAME)))
                .isEqualTo(Finding.PUBLISHED);
    }

    /** RFC 2782: a sole record that points at the root says that there is no such service. */
    @Test
    void aDomainThatPublishesThatThereIsNoTlsIsNotAskedToPresetIt() throws Exception {
        try (ScriptedSipPeer peer = peer(certificates, NAME)) {
            TlsProbe probe = probe(List.of(new SrvRecord(0, 0, 0, ".")));
            assertThat(probe.probe(ServerAddress.of(NAME))).isNotEqualTo(Finding.PUBLISHED);
            assertThat(peer.ladder()).isEmpty();
        }
    }
}
