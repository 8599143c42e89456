package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** An INVITE without an offer gets ours in a reliable 180 and answers it in the PRACK, message by message (RFC 3262 §5, RFC 6337 §2). */
@Timeout(60)
class EarlyOfferOnTheWireTest {
    private static final String FROM = "<sip:0301234567@pbx.example>;tag=caller";
    private static final String TO = "<sip:1001@pbx.example>";

    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private String contact;

    @BeforeEach
    void open() throws Exception {
        start(Reliability.SUPPORTED);
    }

    private void start(Reliability reliability) throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(
                peer, Transport.UDP, PhoneUnderTest.settings().withReliability(reliability));
        contact = PhoneUnderTest.contactOf(phone.register());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private SpyInbox.Heard invited(String callId, String extension) throws Exception {
        peer.send(peer.request("INVITE", contact, FROM, TO, callId, 1, extension, peer.contact()));
        return phone.inbox.nextHeard(CallInput.InviteReceived.class);
    }

    private static CallInput.OfferDue offerDue(SpyInbox.Heard heard) {
        return ((CallInput.InviteReceived) heard.input()).offerDue();
    }

    private String request(String method, SipText ringing, int cseq, String... more) {
        return peer.request(method, contact, FROM, ringing.header("To"), ringing.header("Call-ID"), cseq, more);
    }

    private String prack(SipText ringing, String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 1);
        all[more.length] = "RAck: " + ringing.header("RSeq") + " 1 INVITE";
        return request("PRACK", ringing, 2, all);
    }

    @Test
    void offersInTheRingingTakesTheAnswerFromThePrackAndAnswersWithoutADescription() throws Exception {
        var heard = invited("late-1", "Require: 100rel");
        assertThat(offerDue(heard)).isEqualTo(CallInput.OfferDue.WHILE_RINGING);
        CallId call = heard.call();
        phone.signalling.respond(call, 180, Optional.of(PhoneUnderTest.OFFER));
        SipText ringing = peer.expectStatus(180);
        assertThat(ringing.header("Require")).isEqualTo("100rel");
        assertThat(ringing.body()).isEqualTo(PhoneUnderTest.OFFER);
        peer.send(prack(ringing, PhoneUnderTest.ANSWER));
        assertThat(peer.expectStatus(200).header("CSeq")).isEqualTo("2 PRACK");
        assertThat(phone.inbox.next(CallInput.PrackReceived.class).sdp()).contains(PhoneUnderTest.ANSWER);
        phone.signalling.respond(call, 200, Optional.empty());
        SipText answer = peer.expectStatus(200);
        assertThat(answer.header("CSeq")).isEqualTo("1 INVITE");
        assertThat(answer.body()).as("RFC 6337 §2: the exchange is complete").isEmpty();
        peer.send(request("ACK", ringing, 1));
        assertThat(phone.inbox.next(CallInput.AckReceived.class).sdp()).isEmpty();
        assertThat(peer.ladder())
                .containsSubsequence(
                        "peer: INVITE (1 INVITE)",
                        "phone: 180 (1 INVITE)",
                        "peer: PRACK (2 PRACK)",
                        "phone: 200 (2 PRACK)",
                        "phone: 200 (1 INVITE)",
                        "peer: ACK (1 ACK)");
    }

    @Test
    void repeatsTheOfferUntilItIsAcknowledged() throws Exception {
        CallId call = invited("late-2", "Require: 100rel").call();
        phone.signalling.respond(call, 180, Optional.of(PhoneUnderTest.OFFER));
        SipText ringing = peer.expectStatus(180);
        assertThat(peer.expectStatus(180).raw()).isEqualTo(ringing.raw());
    }

    @Test
    void keepsTheOfferForTheAnswerWhereNothingReliableIsWanted() throws Exception {
        var heard = invited("late-3", "Supported: 100rel");
        assertThat(offerDue(heard)).isEqualTo(CallInput.OfferDue.IN_ANSWER);
        phone.signalling.respond(heard.call(), 180, Optional.empty());
        assertThat(peer.expectStatus(180).find("RSeq")).isEmpty();
    }

    @Test
    void offersInTheRingingToWhoSupportsItWhereThatIsSet() throws Exception {
        close();
        start(Reliability.REQUIRED);
        var heard = invited("late-4", "Supported: 100rel");
        assertThat(offerDue(heard)).isEqualTo(CallInput.OfferDue.WHILE_RINGING);
        phone.signalling.respond(heard.call(), 180, Optional.of(PhoneUnderTest.OFFER));
        assertThat(peer.expectStatus(180).header("Require")).isEqualTo("100rel");
    }

    @Test
    void takesAnUpdateOnlyOnceTheOfferIsAnswered() throws Exception {
        CallId call = invited("late-5", "Require: 100rel").call();
        phone.signalling.respond(call, 180, Optional.of(PhoneUnderTest.OFFER));
        SipText ringing = peer.expectStatus(180);
        peer.send(prack(ringing, PhoneUnderTest.ANSWER));
        peer.expectStatus(200);
        phone.inbox.next(CallInput.PrackReceived.class);
        peer.send(request("UPDATE", ringing, 3, peer.contact(), PhoneUnderTest.OFFER));
        CallInput.ReinviteReceived update = phone.inbox.next(CallInput.ReinviteReceived.class);
        phone.signalling.respondToReinvite(call, update.dialog(), 200, Optional.of(PhoneUnderTest.ANSWER));
        assertThat(peer.expectStatus(200).header("CSeq")).isEqualTo("3 UPDATE");
    }
}
