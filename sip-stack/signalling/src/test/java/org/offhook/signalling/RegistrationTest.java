package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.locate.SrvRecord;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

@Timeout(60)
class RegistrationTest {
    private static String challenge(String nonce, String more) {
        return "WWW-Authenticate: Digest realm=\"pbx\",nonce=\"" + nonce + "\",qop=\"auth\"" + more;
    }

    @Test
    void registersWithDigestRefreshesAndUnregisters() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 600, 1);
            SipText first = peer.expect("REGISTER");
            assertThat(first.requestUri()).isEqualTo("sip:pbx.example");
            assertThat(first.uri("To")).isEqualTo("sip:1001@pbx.example");
            assertThat(first.find("Authorization")).isEmpty();
            assertThat(first.header("Via")).contains(";rport");
            assertThat(first.header("Expires")).isEqualTo("600");
            peer.respond(first, 401, "reg", challenge("n1", ",algorithm=SHA-256"), challenge("n2", ",algorithm=MD5"));

            SipText second = peer.expect("REGISTER");
            assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
            assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
            assertThat(second.parameter("Via", "branch")).isNotEqualTo(first.parameter("Via", "branch"));
            assertThat(second.header("Authorization"))
                    .contains("username=\"1001\"")
                    .contains("nonce=\"n1\"")
                    .contains("algorithm=SHA-256")
                    .contains("nc=00000001");
            peer.respond(second, 200, "reg", "Contact: <" + second.uri("Contact") + ">;expires=120");
            assertThat(phone.inbox.nextRegistration(RegistrationInput.Registered.class))
                    .isEqualTo(new RegistrationInput.Registered(1, Duration.ofMinutes(2)));

            phone.signalling.register(phone.account, 600, 2);
            SipText refresh = peer.expect("REGISTER");
            assertThat(refresh.header("Authorization")).contains("nonce=\"n1\"").contains("nc=00000002");
            peer.respond(refresh, 200, "reg", "Expires: 90");
            assertThat(phone.inbox.nextRegistration(RegistrationInput.Registered.class))
                    .isEqualTo(new RegistrationInput.Registered(2, Duration.ofSeconds(90)));

            phone.signalling.unregister(3);
            SipText gone = peer.expect("REGISTER");
            assertThat(gone.header("Expires")).isEqualTo("0");
            peer.respond(gone, 200, "reg");
            assertThat(phone.inbox.nextRegistration(RegistrationInput.Unregistered.class))
                    .isEqualTo(new RegistrationInput.Unregistered(3));
        }
    }

    @Test
    void staleNonceIsAnsweredOnceMoreButAWrongPasswordIsNot() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 600, 1);
            peer.respond(peer.expect("REGISTER"), 401, "reg", challenge("n1", ""));
            peer.respond(peer.expect("REGISTER"), 401, "reg", challenge("n2", ",stale=TRUE"));
            SipText third = peer.expect("REGISTER");
            assertThat(third.header("Authorization")).contains("nonce=\"n2\"").contains("nc=00000001");
            peer.respond(third, 401, "reg", challenge("n3", ""));

            assertThat(phone.inbox
                            .nextRegistration(RegistrationInput.RegistrationRejected.class)
                            .status())
                    .isEqualTo(401);
            assertThat(peer.isQuietFor(300)).isTrue();
        }
    }

    /** RFC 3261 §22.3: a proxy asks on the way, the registrar behind it for itself; without qop as RFC 2069 had it. */
    @Test
    void answersAProxyAndTheRegistrarBehindItEachInItsOwnHeader() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 600, 1);
            SipText first = peer.expect("REGISTER");
            peer.respond(first, 407, "proxy", "Proxy-Authenticate: Digest realm=\"pbx\",nonce=\"p1\"");
            SipText second = peer.expect("REGISTER");
            assertThat(second.header("Proxy-Authorization"))
                    .contains("nonce=\"p1\"")
                    .doesNotContain("qop", "nc=", "cnonce");
            assertThat(second.find("Authorization")).isEmpty();
            peer.respond(second, 401, "reg", challenge("n1", ""));
            SipText third = peer.expect("REGISTER");
            assertThat(third.header("Proxy-Authorization")).contains("nonce=\"p1\"");
            assertThat(third.header("Authorization")).contains("nonce=\"n1\"");
            assertThat(third.cseq()).isEqualTo(first.cseq() + 2);
            peer.respond(third, 200, "reg", "Expires: 300");
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
        }
    }

    @Test
    void rejectionsCarryTheirHeaders() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 60, 1);
            peer.respond(peer.expect("REGISTER"), 423, "reg", "Min-Expires: 1800");
            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationRejected.class))
                    .isEqualTo(new RegistrationInput.RegistrationRejected(
                            1, 423, Optional.of(Duration.ofMinutes(30)), Optional.empty()));

            phone.signalling.register(phone.account, 1800, 2);
            peer.respond(peer.expect("REGISTER"), 503, "reg", "Retry-After: 18 (restarting)");
            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationRejected.class))
                    .isEqualTo(new RegistrationInput.RegistrationRejected(
                            2, 503, Optional.empty(), Optional.of(Duration.ofSeconds(18))));
        }
    }

    @Test
    void silentRegistrarIsNamed() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer,
                        Transport.UDP,
                        PhoneUnderTest.settings()
                                .withTimes(Duration.ofMillis(700), Duration.ofSeconds(25), Duration.ofSeconds(1)))) {
            phone.signalling.register(phone.account, 60, 7);

            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationFailed.class))
                    .isEqualTo(new RegistrationInput.RegistrationFailed(7, ErrorCode.SERVER_SILENT));
            assertThat(peer.ladder()).contains("phone: REGISTER (1 REGISTER)");
        }
    }

    @Test
    void refusedConnectionAndUnknownNameAreNamed() throws Exception {
        int nobody;
        try (ScriptedSipPeer gone = ScriptedSipPeer.tcp()) {
            nobody = gone.port();
        }
        ServerLocator knowsNothing = new ServerLocator(
                name -> List.of(),
                host -> {
                    throw new java.net.UnknownHostException(host);
                },
                new Random(1));
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer, Transport.UDP, PhoneUnderTest.settings().withLocator(knowsNothing))) {
            phone.signalling.register(
                    PhoneUnderTest.account(ServerAddress.of("127.0.0.1", nobody), Transport.TCP), 60, 1);
            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationFailed.class))
                    .isEqualTo(new RegistrationInput.RegistrationFailed(1, ErrorCode.CONNECTION_FAILED));

            phone.signalling.register(
                    PhoneUnderTest.account(ServerAddress.of("nowhere.invalid"), Transport.UDP), 60, 2);
            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationFailed.class))
                    .isEqualTo(new RegistrationInput.RegistrationFailed(2, ErrorCode.SERVER_NAME_UNKNOWN));
        }
    }

    @Test
    void goesOnToTheNextServerOfSrv() throws Exception {
        int nobody;
        try (ScriptedSipPeer gone = ScriptedSipPeer.tcp()) {
            nobody = gone.port();
        }
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp()) {
            ServerLocator locator = new ServerLocator(
                    name -> List.of(
                            new SrvRecord(1, 0, nobody, "first.example"),
                            new SrvRecord(2, 0, peer.port(), "second.example")),
                    host -> List.of(InetAddress.getLoopbackAddress()),
                    new Random(1));
            try (PhoneUnderTest phone = new PhoneUnderTest(
                    peer,
                    PhoneUnderTest.account(ServerAddress.of("example.net"), Transport.TCP),
                    PhoneUnderTest.settings().withLocator(locator))) {
                phone.register();
                assertThat(peer.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void registersAgainWithTheAddressThatTheExchangeSaw() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 300, 1);
            SipText first = peer.expect("REGISTER");
            String own = first.uri("Contact");
            String throughNat = peer.response(first, 200, "reg", "Expires: 300")
                    .replaceAll("received=[0-9.]+", "received=203.0.113.9")
                    .replaceAll("rport=[0-9]+", "rport=61000");
            peer.send(throughNat);

            SipText second = peer.expect("REGISTER");
            assertThat(String.join(",", second.headers("Contact")).split(","))
                    .containsExactly("<sip:1001@203.0.113.9:61000>;expires=300", "<" + own + ">;expires=0");
            peer.send(peer.response(second, 200, "reg", "Expires: 300")
                    .replaceAll("received=[0-9.]+", "received=203.0.113.9")
                    .replaceAll("rport=[0-9]+", "rport=61000"));
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
            assertThat(peer.isQuietFor(200)).isTrue();
        }
    }

    @Test
    void tellsWhenTheExchangeDropsItsConnection() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP)) {
            SipText register = phone.register();
            assertThat(register.header("Via")).startsWith("SIP/2.0/TCP");
            assertThat(register.uri("Contact")).contains("transport=tcp");

            peer.hangUpConnection();

            assertThat(phone.inbox.nextRegistration(RegistrationInput.NetworkChanged.class))
                    .isEqualTo(new RegistrationInput.NetworkChanged(true));
            phone.signalling.rebind();
            phone.signalling.register(phone.account, 300, 2);
            SipText again = peer.expect("REGISTER");
            peer.respond(again, 200, "reg", "Expires: 300");
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
            assertThat(again.uri("Contact")).as("the port of before").isEqualTo(register.uri("Contact"));
        }
    }

    @Test
    void keepsAConnectionAliveWithDoubleCrlf() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer,
                        Transport.TCP,
                        PhoneUnderTest.settings()
                                .withTimes(Duration.ofSeconds(6), Duration.ofMillis(100), Duration.ofSeconds(1)))) {
            phone.register();
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!peer.ladder().contains("phone: CRLF CRLF")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
