package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.DigitWay;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Digits by INFO, sent and received, message by message. */
@Timeout(60)
class DigitsByInfoOnTheWireTest {
    private ScriptedSipPeer peer;
    private LoopUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(peer, PhoneSettings.of(7).withDigitWay(DigitWay.INFO));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private void press(LoopUnderTest.Placed placed, String digits) throws Exception {
        phone.ask(new PhoneCommand.SendDigits(placed.call(), digits));
    }

    @Test
    void sendsEachDigitWhenTheOneBeforeIsTakenAndOver() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        press(placed, "1#");
        SipText first = peer.expect("INFO");
        assertThat(first.header("Content-Type")).isEqualTo("application/dtmf-relay");
        assertThat(first.body()).isEqualTo("Signal=1\r\nDuration=160\r\n");
        assertThat(peer.isQuietFor(400)).as("the second waits").isTrue();
        peer.respond(first, 200, LoopUnderTest.FAR);
        long taken = System.nanoTime();
        SipText second = peer.expect("INFO");
        assertThat(System.nanoTime() - taken).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(second.body()).startsWith("Signal=#");
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        peer.respond(second, 200, LoopUnderTest.FAR);
    }

    @Test
    void takesThePlainBodyWhereTheRelayIsNotUnderstood() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        press(placed, "7");
        peer.respond(peer.expect("INFO"), 415, LoopUnderTest.FAR, "Accept: application/dtmf");
        SipText plain = peer.expect("INFO");
        assertThat(plain.header("Content-Type")).isEqualTo("application/dtmf");
        assertThat(plain.body()).isEqualTo("7");
        peer.respond(plain, 200, LoopUnderTest.FAR);
    }

    @Test
    void answersAChallengeToInfo() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        press(placed, "7");
        peer.respond(
                peer.expect("INFO"),
                407,
                LoopUnderTest.FAR,
                "Proxy-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        SipText again = peer.expect("INFO");
        assertThat(again.find("Proxy-Authorization")).isPresent();
        assertThat(again.body()).startsWith("Signal=7");
        peer.respond(again, 200, LoopUnderTest.FAR);
    }

    @Test
    void sendsWithTheSoundWhatInfoCannotCarry() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        press(placed, "12");
        peer.respond(peer.expect("INFO"), 405, LoopUnderTest.FAR);
        phone.awaitMediaDigits(placed.call(), "12");
    }

    @Test
    void doesNotAskAPeerThatSaysThatItTakesNone() throws Exception {
        LoopUnderTest.Placed placed = phone.talk("Allow: INVITE, ACK, CANCEL, BYE");
        press(placed, "3");
        phone.awaitMediaDigits(placed.call(), "3");
        assertThat(peer.isQuietFor(200)).isTrue();
    }

    @Test
    void understandsDigitsOfEitherBody() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.send(withBody(placed, 50, "application/dtmf-relay", "Signal= 5\r\nDuration= 250\r\n"));
        peer.expectStatus(200);
        phone.await("the 5", PhoneEvent.DigitHeard.class, heard -> heard.digit() == '5');
        peer.send(withBody(placed, 51, "application/dtmf", "*"));
        peer.expectStatus(200);
        phone.await("the star", PhoneEvent.DigitHeard.class, heard -> heard.digit() == '*');
    }

    @Test
    void saysWhatElseItWouldTake() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.send(withBody(placed, 50, "text/plain", "hello"));
        assertThat(String.join(",", peer.expectStatus(415).headers("Accept")))
                .contains("application/dtmf-relay")
                .contains("application/dtmf");
    }

    private String withBody(LoopUnderTest.Placed placed, int cseq, String type, String body) {
        String empty = phone.inDialog("INFO", placed, cseq);
        return empty.replace("Content-Length: 0", "Content-Type: " + type + "\r\nContent-Length: " + body.length())
                + body;
    }
}
