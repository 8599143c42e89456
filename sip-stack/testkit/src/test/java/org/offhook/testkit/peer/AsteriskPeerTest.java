package org.offhook.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.Timing;

@Tag("interop")
class AsteriskPeerTest {

    @Test
    void answersOptionsOverUdpAndTcpAndChallengesRegister() {
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            assertThat(asterisk.version()).startsWith("Asterisk 22.");
            assertThat(SipProbe.connected(
                            new Socket(),
                            asterisk.tcp(),
                            SipProbe.request("OPTIONS", asterisk.tcp(), "TCP", "2101", "")))
                    .startsWith("SIP/2.0 ");
            assertThat(register(asterisk))
                    .startsWith("SIP/2.0 401 ")
                    .contains("realm=\"" + asterisk.realm() + "\"")
                    .doesNotContain("SHA-256");
        }
    }

    @Test
    void challengesWithSha256AndMd5WhenToldSo() {
        try (AsteriskPeer asterisk =
                AsteriskPeer.start(AsteriskPeer.Behaviour.usual().challengingWith("SHA-256", "MD5"))) {
            assertThat(register(asterisk))
                    .startsWith("SIP/2.0 401 ")
                    .contains("algorithm=SHA-256")
                    .contains("algorithm=MD5");
        }
    }

    @Test
    void itsDialplanAnswersAsItsNumbersPromise() {
        Timing brief = new Timing(Duration.ofMillis(100), Duration.ofMillis(500));
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            Map.of(
                            Dialled.ECHO, Caller.CALLS_AND_HOLDS,
                            Dialled.TONE, Caller.CALLS,
                            Dialled.HANGS_UP, Caller.CALLS_UNTIL_HUNG_UP,
                            Dialled.RECORDS, Caller.CALLS_WITHOUT_OFFER,
                            Dialled.NEVER_ANSWERS, Caller.CALLS_AND_GIVES_UP)
                    .forEach((number, kind) -> {
                        try (SippPeer caller = SippPeer.caller(kind, asterisk.udp(), number, "7275551212", brief)) {
                            caller.awaitDone(Duration.ofSeconds(20));
                        }
                    });
            assertThat(asterisk.recording()).exists();
            assertThat(refusalOf(asterisk, Dialled.BUSY)).contains("SIP/2.0 486 ");
            assertThat(refusalOf(asterisk, Dialled.CONGESTION)).contains("SIP/2.0 503 ");
            assertThat(refusalOf(asterisk, "699")).contains("SIP/2.0 404 ");
        }
    }

    private static String refusalOf(AsteriskPeer asterisk, String number) {
        try (SippPeer caller = SippPeer.caller(Caller.CALLS, asterisk.udp(), number, "7275551212", Timing.usual())) {
            assertThatThrownBy(() -> caller.awaitDone(Duration.ofSeconds(20))).isInstanceOf(AssertionError.class);
            return caller.messages();
        }
    }

    @Test
    void hasTheUnpackedVersionThatTheScriptsNamed() throws Exception {
        assertThat(Files.readString(PeerAvailability.cache().resolve("asterisk-22/complete")))
                .startsWith("Asterisk 22.");
    }

    private static String register(AsteriskPeer asterisk) {
        InetSocketAddress server = asterisk.udp();
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            answer = SipProbe.udp(
                    server,
                    SipProbe.request(
                            "REGISTER", server, "UDP", "2101", "Contact: <sip:2101@{local}>\r\nExpires: 60\r\n"));
        }
        return answer;
    }
}
