package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.RegistrationView;
import org.offhook.signalling.SignallingSettings;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.probe.TlsProbe;
import org.offhook.sip.probe.TlsProbe.Finding;
import org.offhook.sip.tls.TlsSettings;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NameServerPeer;

/** Servers as a real name server tells them (RFC 3263): dnsmasq knows NAPTR, SRV, A and AAAA; two Kamailios, silent and closed ports stand behind. */
@Tag("interop")
@Timeout(90)
class NameServerInteropTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String DOMAIN = "office.test";
    private static final int COLLEAGUE_HERTZ = 700;

    private static KamailioPeer own;
    private static KamailioPeer backup;

    @BeforeAll
    static void startBoth() {
        own = KamailioPeer.start();
        backup = KamailioPeer.start();
    }

    @AfterAll
    static void stopBoth() {
        own.close();
        backup.close();
    }

    private static String srv(String service, String host, int port, int priority, int weight) {
        return "srv-host=%s,%s,%d,%d,%d".formatted(service, host, port, priority, weight);
    }

    private static String at(String host, String addresses) {
        return "host-record=" + host + "," + addresses;
    }

    private static SignallingSettings impatient(SignallingSettings settings, NameServerPeer names) {
        return settings.withLocator(ServerLocator.asking(names.address()))
                .withTimes(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    private static TrialPhone phone(NameServerPeer names) {
        return TrialPhone.start(LOOPBACK, settings -> impatient(settings, names));
    }

    /** The phone's own extension, at a domain whose servers it has to find. */
    private static Account account(Transport transport) {
        Extension extension = own.phone();
        return Account.of(
                extension.user(), DOMAIN, ServerAddress.of(DOMAIN), transport, Secret.of(extension.password()));
    }

    private static void awaitServer(TrialPhone phone, Optional<String> standIn) {
        TrialPhone.await(
                () -> phone.snapshot().registration().status() == RegistrationView.Status.REGISTERED
                        && phone.snapshot().registration().backup().equals(standIn),
                () -> "registered at " + standIn + ", but is "
                        + phone.snapshot().registration());
    }

    /** A call to a colleague who is registered there by its address; each ear by its tone. */
    private static void talk(TrialPhone phone, KamailioPeer there) {
        Extension other = there.extensions().get(1);
        try (TrialPhone colleague = TrialPhone.start(LOOPBACK, settings -> settings, COLLEAGUE_HERTZ)) {
            colleague.register(Peers.account(there, Transport.UDP, other.user(), other.password()));
            CallId call = phone.dial(other.user());
            CallId theirs = colleague.awaitOffered();
            colleague.answer(theirs);
            phone.awaitTone(COLLEAGUE_HERTZ, 300);
            colleague.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            phone.hangUp(call);
            phone.awaitEnd(call);
            colleague.awaitEnd(theirs);
        }
    }

    private static boolean isRegister(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(1_000);
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).startsWith("REGISTER ");
    }

    @Test
    void registersOverUdpWithTheFirstThatAnswersInTheOrderOfTheirPriorities() throws Exception {
        String service = "_sip._udp.servers.test";
        try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
                NameServerPeer names = NameServerPeer.start(
                        "naptr-record=" + DOMAIN + ",20,10,s,SIP+D2T,,_sip._tcp.servers.test",
                        "naptr-record=" + DOMAIN + ",50,20,s,SIP+D2U,,_sip._udp.elsewhere.test",
                        "naptr-record=" + DOMAIN + ",50,10,s,SIP+D2U,," + service,
                        srv(service, "live.test", own.udp().getPort(), 30, 0),
                        srv(service, "silent.test", silent.getLocalPort(), 10, 5),
                        srv(service, "gone.test", 5060, 20, 5),
                        at("live.test", "127.0.0.1"),
                        at("silent.test", "127.0.0.1"));
                TrialPhone phone = phone(names)) {
            phone.register(account(Transport.UDP));
            assertThat(isRegister(silent)).as("the best priority, first").isTrue();
            awaitServer(phone, Optional.of(DOMAIN + ":" + own.udp().getPort()));
            assertThat(names.questions())
                    .containsSubsequence(
                            "NAPTR " + DOMAIN, "SRV " + service, "A silent.test", "A gone.test", "A live.test")
                    .contains("AAAA silent.test", "AAAA live.test")
                    .noneMatch(question -> question.endsWith(" " + DOMAIN) && !question.startsWith("NAPTR"));
            talk(phone, own);
        }
    }

    @Test
    void passesOverAServerThatRefusesItsConnection() throws Exception {
        int closed;
        try (ServerSocket door = new ServerSocket(0, 1, LOOPBACK)) {
            closed = door.getLocalPort();
        }
        String service = "_sip._tcp." + DOMAIN;
        try (NameServerPeer names = NameServerPeer.start(
                        srv(service, "closed.test", closed, 10, 0),
                        srv(service, "live.test", own.tcp().getPort(), 20, 0),
                        at("closed.test", "127.0.0.1"),
                        at("live.test", "127.0.0.1"));
                TrialPhone phone = phone(names)) {
            phone.register(account(Transport.TCP));
            talk(phone, own);
        }
    }

    @Test
    void goesToTheNextPriorityWhenItsServerDiesAndBackWhenThatLives() {
        String service = "_sip._udp." + DOMAIN;
        try (NameServerPeer names = NameServerPeer.start(
                        srv(service, "a.test", own.udp().getPort(), 10, 1),
                        srv(service, "b.test", backup.udp().getPort(), 20, 1),
                        at("a.test", "127.0.0.1"),
                        at("b.test", "127.0.0.1"));
                TrialPhone phone = phone(names)) {
            phone.register(account(Transport.UDP));
            awaitServer(phone, Optional.empty());
            own.crash();
            awaitServer(phone, Optional.of(DOMAIN + ":" + backup.udp().getPort()));
            talk(phone, backup);
            own = own.startAgain();
            awaitServer(phone, Optional.empty());
            talk(phone, own);
        }
    }

    /** Both addresses of one server have the same port; nothing listens at the first one. */
    @Test
    void reachesAServerByItsIpv6AddressWhereItsIpv4AddressIsDead() {
        InetAddress six = InetAddress.ofLiteral("::1");
        String service = "_sip._udp." + DOMAIN;
        try (KamailioPeer other =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(six));
                NameServerPeer names = NameServerPeer.start(
                        srv(service, "both.test", other.udp().getPort(), 10, 1), at("both.test", "127.0.0.1,::1"));
                TrialPhone phone = TrialPhone.start(six, settings -> impatient(settings, names))) {
            phone.register(account(Transport.UDP));
            other.awaitRegistered(other.phone(), Duration.ofSeconds(20));
            try (TrialPhone colleague = TrialPhone.start(six, settings -> settings, COLLEAGUE_HERTZ)) {
                Extension second = other.extensions().get(1);
                colleague.register(Peers.account(other, Transport.UDP, second.user(), second.password()));
                CallId theirs = colleague.dial(other.phone().user());
                CallId call = phone.awaitOffered();
                phone.answer(call);
                phone.awaitTone(COLLEAGUE_HERTZ, 300);
                colleague.awaitTone(TrialPhone.AGENT_HERTZ, 300);
                colleague.hangUp(theirs);
                phone.awaitEnd(call);
            }
        }
    }

    @Test
    void knowsTlsWhereItIsPublishedAndWhereAHandshakeProvesTheName() throws Exception {
        try (NameServerPeer names = NameServerPeer.start(
                srv("_sips._tcp." + DOMAIN, "live.test", own.tls().getPort(), 10, 0), at("live.test", "127.0.0.1"))) {
            TlsSettings trusting = TlsSettings.trustOnly(own.certificateAuthority(), Secret.of(""));
            assertThat(probe(names, trusting, ServerAddress.of(DOMAIN))).isEqualTo(Finding.PUBLISHED);
            assertThat(probe(names, trusting, at(own.tls()))).isEqualTo(Finding.PROVED);
            assertThat(probe(names, TlsSettings.systemTrust(), at(own.tls()))).isEqualTo(Finding.UNTRUSTED);
            assertThat(probe(names, trusting, at(own.tcp()))).isEqualTo(Finding.ABSENT);
        }
    }

    private static Finding probe(NameServerPeer names, TlsSettings tls, ServerAddress server) {
        return new TlsProbe(ServerLocator.asking(names.address()), tls, Duration.ofSeconds(2)).probe(server);
    }

    private static ServerAddress at(InetSocketAddress address) {
        return ServerAddress.of(address.getAddress().getHostAddress(), address.getPort());
    }

    @Test
    void findsAnExchangeThatHasMoved() {
        String service = "_sip._udp." + DOMAIN;
        KamailioPeer old = KamailioPeer.start();
        NameServerPeer names = NameServerPeer.start(
                "local-ttl=3600", srv(service, "old.test", old.udp().getPort(), 10, 1), at("old.test", "127.0.0.1"));
        try (TrialPhone phone = phone(names)) {
            phone.register(account(Transport.UDP));
            names = names.replacedBy(
                    srv(service, "new.test", backup.udp().getPort(), 10, 1), at("new.test", "127.0.0.1"));
            old.crash();
            phone.connect(account(Transport.UDP)); // it notices by itself when the registration is due
            TrialPhone.await(
                    () -> phone.snapshot().registration().status() != RegistrationView.Status.REGISTERED,
                    () -> "not registered any more");
            awaitServer(phone, Optional.empty());
            talk(phone, backup);
        } finally {
            names.close();
            old.close();
        }
    }
}
