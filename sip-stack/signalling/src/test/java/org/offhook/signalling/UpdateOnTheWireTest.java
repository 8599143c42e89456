package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** UPDATE of the far end, message by message (RFC 3311). */
@Timeout(60)
class UpdateOnTheWireTest {
    private ScriptedSipPeer peer;
    private LoopUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(peer, PhoneSettings.of(7));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    @Test
    void answersAnOfferAndExpectsNoAck() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.send(phone.inDialog("UPDATE", placed, 50, peer.contact(), LoopUnderTest.sdp("sendonly")));
        SipText answer = peer.expectStatus(200);
        assertThat(answer.header("CSeq")).isEqualTo("50 UPDATE");
        assertThat(answer.body()).contains("a=recvonly");
        phone.await("their hold", PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
        assertThat(peer.isQuietFor(1_200)).as("the 200 is not repeated").isTrue();
        peer.send(phone.inDialog("UPDATE", placed, 51, peer.contact(), LoopUnderTest.sdp("sendrecv")));
        assertThat(peer.expectStatus(200).body()).contains("a=sendrecv");
        phone.await("the resume", PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
    }

    @Test
    void refusesWhatItCannotTakeAndStaysAsItWas() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        String strange = LoopUnderTest.sdp("sendrecv").replace("RTP/AVP 0 101", "RTP/AVP 18");
        peer.send(phone.inDialog("UPDATE", placed, 50, peer.contact(), strange));
        peer.expectStatus(488);
        assertThat(phone.view(placed.call()).live()).isTrue();
    }

    @Test
    void followsTheTargetOfAnUpdateWithoutAnOffer() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        String moved = "Contact: <sip:moved@127.0.0.1:" + peer.port() + ">";
        peer.send(phone.inDialog("UPDATE", placed, 50, moved));
        SipText answer = peer.expectStatus(200);
        assertThat(answer.body()).isEmpty();
        assertThat(String.join(",", answer.headers("Allow"))).contains("UPDATE");
        phone.ask(new PhoneCommand.HangUpCall(placed.call()));
        assertThat(peer.expect("BYE").requestUri()).startsWith("sip:moved@");
    }

    @Test
    void asksForPatienceWhileAnOfferOfItsOwnIsOpen() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        peer.send(phone.inDialog("UPDATE", placed, 50, peer.contact(), LoopUnderTest.sdp("sendrecv")));
        assertThat(peer.expectStatus(491).header("CSeq")).as("RFC 3311 §5.2").isEqualTo("50 UPDATE");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
    }

    @Test
    void asksForPatienceWhileAnOfferOfTheFarEndIsOpen() throws Exception {
        String caller = "<sip:300@pbx.example>;tag=far";
        peer.send(peer.request(
                "INVITE",
                phone.contact(),
                caller,
                "<sip:1001@pbx.example>",
                "in-1",
                1,
                peer.contact(),
                LoopUnderTest.sdp("sendrecv")));
        SipText ringing = peer.expectStatus(180);
        peer.send(peer.request(
                "UPDATE",
                phone.contact(),
                caller,
                ringing.header("To"),
                "in-1",
                2,
                peer.contact(),
                LoopUnderTest.sdp("sendrecv")));
        SipText later = peer.expectStatus(500);
        assertThat(later.header("CSeq")).isEqualTo("2 UPDATE");
        assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(0, 10);
    }

    @Test
    void answersAnOfferInAnEarlyDialogWhoseFirstOneIsAnswered() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(
                placed.invite(),
                183,
                LoopUnderTest.FAR,
                peer.contact(),
                "Require: 100rel",
                "RSeq: 1",
                LoopUnderTest.sdp("sendrecv"));
        peer.respond(peer.expect("PRACK"), 200, LoopUnderTest.FAR);
        phone.await("early media", PhoneEvent.CallProgressed.class, PhoneEvent.CallProgressed::earlyMedia);
        String moved = LoopUnderTest.sdp("sendrecv").replace("30000", "30200");
        peer.send(phone.inDialog("UPDATE", placed, 50, peer.contact(), moved));
        assertThat(peer.expectStatus(200).body()).contains("m=audio");
        peer.respond(placed.invite(), 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        phone.await("the call", PhoneEvent.CallConnected.class, seen -> true);
        assertThat(phone.media.plan(placed.call()).orElseThrow().stream()
                        .orElseThrow()
                        .remoteRtpPort())
                .as("the newer exchange stays, whatever the 200 repeats")
                .isEqualTo(30_200);
    }

    @Test
    void knowsNoUpdateOutsideOfADialog() throws Exception {
        peer.send(peer.request(
                "UPDATE", phone.contact(), "<sip:300@pbx.example>;tag=x", "<sip:1001@pbx.example>;tag=y", "u-1", 1));
        peer.expectStatus(481);
    }
}
