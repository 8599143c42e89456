package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Blind transfer, message by message (RFC 3515, RFC 3892, RFC 5589 §6.1). */
@Timeout(60)
class TransferOnTheWireTest {
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

    private SipText refer(LoopUnderTest.Placed placed) throws Exception {
        phone.ask(new PhoneCommand.TransferCall(placed.call(), "305"));
        return peer.expect("REFER");
    }

    /** A NOTIFY of the far end about its call to the other party. */
    private void notify(LoopUnderTest.Placed placed, int cseq, String state, String fragment) throws Exception {
        String head = phone.inDialog(
                "NOTIFY",
                placed,
                cseq,
                peer.contact(),
                "Event: refer",
                "Subscription-State: " + state,
                "Content-Type: message/sipfrag;version=2.0");
        peer.send(head.replace(
                "Content-Length: 0\r\n\r\n", "Content-Length: " + fragment.length() + "\r\n\r\n" + fragment));
    }

    @Test
    void sendsTheFarEndToSomebodyElseAndHangsUpWhenItHasArrived() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        SipText refer = refer(placed);
        assertThat(refer.header("Refer-To")).isEqualTo("<sip:305@pbx.example>");
        assertThat(refer.header("Referred-By")).isEqualTo("<sip:1001@pbx.example>");
        assertThat(refer.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
        assertThat(refer.parameter("To", "tag")).contains(LoopUnderTest.FAR);
        assertThat(refer.cseq()).isEqualTo(placed.invite().cseq() + 1);
        assertThat(refer.find("Contact")).as("RFC 3515 §2.2").isPresent();
        peer.respond(refer, 202, LoopUnderTest.FAR, peer.contact());
        notify(placed, 50, "active;expires=60", "SIP/2.0 100 Trying\r\n");
        peer.expectStatus(200);
        notify(placed, 51, "active;expires=55", "SIP/2.0 180 Ringing\r\n");
        peer.expectStatus(200);
        phone.await("ringing there", PhoneEvent.CallTransferProgressed.class, event -> event.sipStatus() == 180);
        assertThat(phone.view(placed.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
        notify(placed, 52, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(200);
        SipText bye = peer.expect("BYE");
        peer.respond(bye, 200, LoopUnderTest.FAR);
        PhoneEvent.CallEnded ended = phone.await("the end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: REFER (2 REFER)",
                        "peer: 202 (2 REFER)",
                        "peer: NOTIFY (50 NOTIFY)",
                        "phone: 200 (50 NOTIFY)",
                        "peer: NOTIFY (52 NOTIFY)",
                        "phone: 200 (52 NOTIFY)",
                        "phone: BYE (3 BYE)");
    }

    @Test
    void keepsTheCallWhenTheOtherPartyIsBusy() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.respond(refer(placed), 202, LoopUnderTest.FAR, peer.contact());
        notify(placed, 50, "terminated;reason=noresource", "SIP/2.0 486 Busy Here\r\n");
        peer.expectStatus(200);
        PhoneEvent.RequestRefused refused = phone.await("the failure", PhoneEvent.RequestRefused.class, event -> true);
        assertThat(refused.error()).isEqualTo(ErrorCode.TRANSFER_FAILED);
        assertThat(refused.sipStatus()).isEqualTo(486);
        assertThat(phone.view(placed.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
        notify(placed, 51, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(481); // the subscription is over
        assertThat(phone.view(placed.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    @Test
    void answersAChallengeToTheReferral() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        SipText refer = refer(placed);
        peer.respond(
                refer,
                401,
                LoopUnderTest.FAR,
                "WWW-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        SipText again = peer.expect("REFER");
        assertThat(again.cseq()).isEqualTo(refer.cseq() + 1);
        assertThat(again.find("Authorization")).isPresent();
        assertThat(again.header("Refer-To")).isEqualTo(refer.header("Refer-To"));
    }

    @Test
    void saysThatTheFarEndTakesNoReferral() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.respond(refer(placed), 405, LoopUnderTest.FAR);
        PhoneEvent.RequestRefused refused = phone.await("the refusal", PhoneEvent.RequestRefused.class, event -> true);
        assertThat(refused.sipStatus()).isEqualTo(405);
        assertThat(phone.view(placed.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    @Test
    void believesNoNoticeThatIsNoneOfItsReferral() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        notify(placed, 50, "terminated", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(481); // nobody was sent anywhere
        peer.respond(refer(placed), 202, LoopUnderTest.FAR, peer.contact());
        notify(placed, 51, "active", "OFFHOOK/1.0 200 OK\r\n");
        peer.expectStatus(200);
        notify(placed, 51, "terminated", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(500); // older than what was seen
        assertThat(phone.view(placed.call()).phase()).as("a body is data").isEqualTo(CallView.Phase.CONNECTED);
    }
}
