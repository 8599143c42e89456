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
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

@Timeout(60)
class IncomingCallTest {
    private static final String FROM = "\"Kim Muster\" <sip:0301234567@pbx.example>;tag=caller";
    private static final String TO = "<sip:1001@pbx.example>";
    private static final DialogId CALLER = new DialogId("caller");

    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private String contact;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(peer, Transport.UDP);
        contact = PhoneUnderTest.contactOf(phone.register());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private String invite(String callId, int cseq, String... extra) {
        String[] all = new String[extra.length + 1];
        all[0] = peer.contact();
        System.arraycopy(extra, 0, all, 1, extra.length);
        return peer.request("INVITE", contact, FROM, TO, callId, cseq, all);
    }

    private String inDialog(String method, SipText answer, int cseq, String... extra) {
        return peer.request(method, contact, FROM, answer.header("To"), answer.header("Call-ID"), cseq, extra);
    }

    /** Rings and answers; returns the 200. */
    private SipText answered(String callId) throws Exception {
        peer.send(invite(callId, 1, PhoneUnderTest.OFFER));
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER));
        SipText ok = peer.expectStatus(200);
        peer.send(inDialog("ACK", ok, 1));
        phone.inbox.next(CallInput.AckReceived.class);
        return ok;
    }

    @Test
    void ringsAnswersAndIsHungUp() throws Exception {
        peer.send(invite("in-1", 1, PhoneUnderTest.OFFER));
        SpyInbox.Heard heard = phone.inbox.nextHeard(CallInput.InviteReceived.class);
        assertThat(heard.input())
                .isEqualTo(new CallInput.InviteReceived(
                        new CallParty("0301234567", "Kim Muster"),
                        new CallParty("1001", ""),
                        CALLER,
                        Optional.of(PhoneUnderTest.OFFER)));

        phone.signalling.respond(heard.call(), 180, Optional.empty());
        SipText ringing = peer.expectStatus(180);
        phone.signalling.respond(heard.call(), 200, Optional.of(PhoneUnderTest.ANSWER));
        SipText ok = peer.expectStatus(200);
        assertThat(ok.parameter("To", "tag")).isEqualTo(ringing.parameter("To", "tag"));
        assertThat(ok.uri("Contact")).isEqualTo(contact);
        assertThat(ok.body()).isEqualTo(PhoneUnderTest.ANSWER);
        peer.send(inDialog("ACK", ok, 1));
        assertThat(phone.inbox.next(CallInput.AckReceived.class))
                .isEqualTo(new CallInput.AckReceived(CALLER, Optional.empty()));

        peer.send(inDialog("BYE", ok, 2, "Reason: Q.850;cause=16"));
        peer.expectStatus(200);
        assertThat(phone.inbox.next(CallInput.ByeReceived.class))
                .isEqualTo(new CallInput.ByeReceived(CALLER, Optional.of("Q.850;cause=16")));
        assertThat(peer.ladder())
                .containsSubsequence(
                        "peer: INVITE (1 INVITE)",
                        "phone: 180 (1 INVITE)",
                        "phone: 200 (1 INVITE)",
                        "peer: ACK (1 ACK)",
                        "peer: BYE (2 BYE)",
                        "phone: 200 (2 BYE)");
    }

    @Test
    void assertedIdentityOfTheExchangeIsShown() throws Exception {
        peer.send(invite("in-2", 1, "P-Asserted-Identity: \"Reception\" <sip:200@pbx.example>", PhoneUnderTest.OFFER));
        assertThat(phone.inbox.next(CallInput.InviteReceived.class).caller())
                .isEqualTo(new CallParty("200", "Reception"));
    }

    @Test
    void repeatsTheAnswerUntilItIsAcknowledged() throws Exception {
        peer.send(invite("in-3", 1, PhoneUnderTest.OFFER));
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER));
        SipText first = peer.expectStatus(200);
        assertThat(peer.expectStatus(200).raw()).isEqualTo(first.raw());
        assertThat(peer.expectStatus(200).raw()).isEqualTo(first.raw());
        peer.send(inDialog("ACK", first, 1));
        phone.inbox.next(CallInput.AckReceived.class);
        assertThat(peer.isQuietFor(2_500)).isTrue();
        peer.send(inDialog("ACK", first, 1)); // a repeated ACK is no news
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void repeatedInviteIsAnsweredByTheTransaction() throws Exception {
        String invite = invite("in-4", 1, PhoneUnderTest.OFFER);
        peer.send(invite);
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 180, Optional.empty());
        peer.expectStatus(180);
        peer.send(invite);
        peer.expectStatus(180);
        phone.signalling.respond(call, 486, Optional.empty());
        SipText busy = peer.expectStatus(486);
        peer.send(invite);
        assertThat(peer.expectStatus(486).header("To")).isEqualTo(busy.header("To"));
        peer.send(invite.replaceFirst("INVITE ", "ACK ")
                .replace("1 INVITE", "1 ACK")
                .replace(TO, busy.header("To"))
                .replaceFirst("(?s)Content-Type.*", "Content-Length: 0\r\n\r\n"));
        assertThat(peer.isQuietFor(1_500)).as("timer G stopped by the ACK").isTrue();
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void cancelEndsTheRinging() throws Exception {
        String invite = invite("in-5", 1, PhoneUnderTest.OFFER);
        peer.send(invite);
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 180, Optional.empty());
        peer.expectStatus(180);
        peer.send(invite.replaceFirst("INVITE ", "CANCEL ")
                .replace("1 INVITE", "1 CANCEL")
                .replaceFirst(
                        "(?s)Content-Type.*", "Reason: SIP;cause=200;text=\"elsewhere\"\r\nContent-Length: 0\r\n\r\n"));

        SipText one = peer.next();
        SipText two = peer.next();
        assertThat(java.util.List.of(one.line(), two.line()))
                .containsExactlyInAnyOrder("200 (1 CANCEL)", "487 (1 INVITE)");
        assertThat(phone.inbox.next(CallInput.CancelReceived.class).reason())
                .hasValueSatisfying(r -> assertThat(r).contains("cause=200"));
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER)); // too late
    }

    @Test
    void reinviteIsAskedAndAnswered() throws Exception {
        SipText ok = answered("in-6");
        peer.send(inDialog("INVITE", ok, 2, peer.contact(), PhoneUnderTest.OFFER));
        SpyInbox.Heard heard = phone.inbox.nextHeard(CallInput.ReinviteReceived.class);
        assertThat(heard.input()).isEqualTo(new CallInput.ReinviteReceived(CALLER, Optional.of(PhoneUnderTest.OFFER)));

        phone.signalling.respondToReinvite(heard.call(), CALLER, 200, Optional.of(PhoneUnderTest.ANSWER));
        SipText again = peer.expectStatus(200);
        assertThat(again.cseq()).isEqualTo(2);
        assertThat(again.parameter("To", "tag")).isEqualTo(ok.parameter("To", "tag"));
        peer.send(inDialog("ACK", ok, 2));
        phone.inbox.next(CallInput.AckReceived.class);

        peer.send(inDialog("INVITE", ok, 2, peer.contact(), PhoneUnderTest.OFFER)); // older than what was seen
        peer.expectStatus(500);
    }

    @Test
    void byeDuringAReinviteWins() throws Exception {
        SipText ok = answered("in-7");
        peer.send(inDialog("INVITE", ok, 2, peer.contact(), PhoneUnderTest.OFFER));
        phone.inbox.next(CallInput.ReinviteReceived.class);
        peer.send(inDialog("BYE", ok, 3));
        java.util.Set<String> lines = new java.util.HashSet<>();
        lines.add(peer.next().line());
        lines.add(peer.next().line());
        assertThat(lines).contains("200 (3 BYE)", "487 (2 INVITE)");
        phone.inbox.next(CallInput.ByeReceived.class);
    }

    @Test
    void phoneHangsUpWhatItAnswered() throws Exception {
        peer.send(invite("in-8", 41, "Record-Route: <sip:127.0.0.1:" + peer.port() + ";lr>", PhoneUnderTest.OFFER));
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER));
        SipText ok = peer.expectStatus(200);
        assertThat(ok.header("Record-Route")).as("RFC 3261 §12.1.1: copied").contains(";lr");
        peer.send(inDialog("ACK", ok, 41));
        phone.inbox.next(CallInput.AckReceived.class);

        phone.signalling.sendBye(call, CALLER, Optional.empty());
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Route")).contains(";lr");
        assertThat(bye.header("From")).isEqualTo(ok.header("To"));
        assertThat(bye.parameter("To", "tag")).contains("caller");
        assertThat(bye.requestUri()).isEqualTo(peer.contact().replaceAll(".*<|>.*", ""));
    }

    @Test
    void refusesWhatItCannotDoAsTheRfcsSay() throws Exception {
        peer.send(peer.request("OPTIONS", contact, FROM, TO, "o-1", 1));
        SipText capabilities = peer.expectStatus(200);
        assertThat(capabilities.header("Allow")).contains("INVITE");
        assertThat(capabilities.header("Accept")).contains("application/sdp");

        peer.send(peer.request("MESSAGE", contact, FROM, TO, "m-1", 1));
        assertThat(peer.expectStatus(405).header("Allow")).contains("BYE");
        peer.send(peer.request("FROBNICATE", contact, FROM, TO, "f-1", 1));
        assertThat(peer.expectStatus(501).header("Allow")).contains("BYE");
        peer.send(peer.request("NOTIFY", contact, FROM, TO, "n-1", 1, "Event: refer", "Subscription-State: active"));
        peer.expectStatus(481);
        peer.send(peer.request("INFO", contact, FROM, TO, "i-1", 1));
        peer.expectStatus(481);
        peer.send(peer.request("BYE", contact, FROM, TO + ";tag=unknown", "b-1", 1));
        peer.expectStatus(481);
        peer.send(peer.request("INVITE", contact, FROM, TO + ";tag=unknown", "b-2", 1, peer.contact()));
        peer.expectStatus(481);
        peer.send(invite("r-1", 1, "Require: outer-space"));
        assertThat(peer.next().line()).isIn("420 (1 INVITE)", "481 (1 INVITE)");
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void infoInACallIsDataAndNothingMore() throws Exception {
        SipText ok = answered("in-9");
        peer.send(inDialog("INFO", ok, 2));
        peer.expectStatus(200);
        peer.send(inDialog("INFO", ok, 3, "Info-Package: dtmf"));
        peer.expectStatus(469);
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void unknownExtensionAndBodyAreNamed() throws Exception {
        peer.send(invite("x-1", 1, "Require: outer-space"));
        SipText bad = peer.expectStatus(420);
        assertThat(bad.header("Unsupported")).isEqualTo("outer-space");
        String ack = bad.header("To");
        assertThat(ack).contains("tag=");
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void mergedRequestIsALoop() throws Exception {
        String first = invite("loop", 1, PhoneUnderTest.OFFER);
        peer.send(first);
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 180, Optional.empty());
        peer.expectStatus(180);
        peer.send(invite("loop", 1, PhoneUnderTest.OFFER)); // another branch, the same request (RFC 3261 §8.2.2.2)
        peer.expectStatus(482);
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void lateOfferAsksUsForOne() throws Exception {
        peer.send(invite("late", 1));
        SpyInbox.Heard heard = phone.inbox.nextHeard(CallInput.InviteReceived.class);
        assertThat(((CallInput.InviteReceived) heard.input()).sdp()).isEmpty();
        phone.signalling.respond(heard.call(), 200, Optional.of(PhoneUnderTest.OFFER));
        SipText ok = peer.expectStatus(200);
        peer.send(inDialog("ACK", ok, 1, PhoneUnderTest.ANSWER));
        assertThat(phone.inbox.next(CallInput.AckReceived.class).sdp()).contains(PhoneUnderTest.ANSWER);
    }
}
