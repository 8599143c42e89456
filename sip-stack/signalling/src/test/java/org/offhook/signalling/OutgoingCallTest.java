package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.DialogId;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

@Timeout(60)
class OutgoingCallTest {
    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(peer, Transport.UDP);
        phone.register();
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private static DialogId far(String tag) {
        return new DialogId(tag);
    }

    @Test
    void callsTalksAndHangsUp() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:5550100@pbx.example");
        assertThat(invite.header("Content-Type")).isEqualTo("application/sdp");
        assertThat(invite.body()).isEqualTo(PhoneUnderTest.OFFER);
        assertThat(invite.header("Max-Forwards")).isEqualTo("70");
        assertThat(invite.header("Allow")).contains("INVITE").contains("BYE");

        peer.respond(invite, 100, "");
        peer.respond(invite, 180, "far", peer.contact());
        assertThat(phone.inbox.next(CallInput.ProvisionalReceived.class))
                .isEqualTo(new CallInput.ProvisionalReceived(180, Optional.of(far("far")), Optional.empty()));
        peer.respond(invite, 183, "far", peer.contact(), PhoneUnderTest.ANSWER);
        assertThat(phone.inbox.next(CallInput.ProvisionalReceived.class))
                .isEqualTo(new CallInput.ProvisionalReceived(
                        183, Optional.of(far("far")), Optional.of(PhoneUnderTest.ANSWER)));
        peer.respond(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        assertThat(phone.inbox.next(CallInput.InviteAnswered.class))
                .isEqualTo(new CallInput.InviteAnswered(far("far"), Optional.of(PhoneUnderTest.ANSWER)));

        phone.signalling.sendAck(call, far("far"), Optional.empty());
        SipText ack = peer.expect("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:peer@127.0.0.1:" + peer.port());
        assertThat(ack.cseq()).isEqualTo(invite.cseq());
        assertThat(ack.parameter("To", "tag")).contains("far");
        assertThat(ack.parameter("Via", "branch")).isNotEqualTo(invite.parameter("Via", "branch"));

        phone.signalling.sendBye(call, far("far"), Optional.of("Q.850;cause=16"));
        SipText bye = peer.expect("BYE");
        assertThat(bye.cseq()).isEqualTo(invite.cseq() + 1);
        assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16");
        peer.respond(bye, 200, "far");
        assertThat(phone.inbox.next(CallInput.ByeCompleted.class)).isEqualTo(new CallInput.ByeCompleted(far("far")));

        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: INVITE (1 INVITE)",
                        "peer: 100 (1 INVITE)",
                        "peer: 180 (1 INVITE)",
                        "peer: 183 (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)",
                        "phone: BYE (2 BYE)",
                        "peer: 200 (2 BYE)");
    }

    @Test
    void answersAChallengeToInviteByRealmOfTheRegistrarOnly() throws Exception {
        phone.signalling.register(phone.account, 300, 2);
        peer.respond(
                peer.expect("REGISTER"), 401, "reg", "WWW-Authenticate: Digest realm=\"pbx\",nonce=\"r\",qop=\"auth\"");
        peer.respond(peer.expect("REGISTER"), 200, "reg");

        CallId call = phone.dial();
        SipText first = peer.expect("INVITE");
        peer.respond(first, 407, "x", "Proxy-Authenticate: Digest realm=\"pbx\",nonce=\"p\",algorithm=SHA-256");
        assertThat(peer.expect("ACK").parameter("Via", "branch")).isEqualTo(first.parameter("Via", "branch"));
        SipText second = peer.expect("INVITE");
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        assertThat(second.find("Proxy-Authorization")).isPresent();
        assertThat(second.find("Authorization"))
                .as("the registrar's credentials, which a proxy hands on to the far end")
                .isEmpty();
        assertThat(second.header("Proxy-Authorization"))
                .contains("algorithm=SHA-256")
                .doesNotContain("qop");
        peer.respond(second, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        phone.inbox.next(CallInput.InviteAnswered.class);
        phone.signalling.sendAck(call, far("far"), Optional.empty());
        SipText ack = peer.expect("ACK");
        assertThat(ack.cseq()).isEqualTo(second.cseq());
        assertThat(ack.find("Proxy-Authorization")).as("RFC 3261 §22.1").isPresent();

        // A far end's own challenge, passed through by the exchange: no response for a nonce of its choosing.
        phone.dial();
        SipText other = peer.expect("INVITE");
        assertThat(other.find("Authorization")).as("through a known proxy").isEmpty();
        peer.respond(other, 407, "evil", "Proxy-Authenticate: Digest realm=\"evil\",nonce=\"e\"");
        peer.expect("ACK");
        assertThat(phone.inbox.next(CallInput.InviteRejected.class).response().status())
                .isEqualTo(407);
        assertThat(peer.isQuietFor(200)).isTrue();
    }

    private void registerWithDigest(int attempt) throws Exception {
        phone.signalling.register(phone.account, 300, attempt);
        SipText register = peer.expect("REGISTER");
        if (register.find("Authorization").isEmpty()) {
            peer.respond(register, 401, "reg", "WWW-Authenticate: Digest realm=\"pbx\",nonce=\"r\",qop=\"auth\"");
            register = peer.expect("REGISTER");
        }
        assertThat(register.find("Authorization")).isPresent();
        peer.respond(register, 200, "reg");
        phone.inbox.nextRegistration(RegistrationInput.Registered.class);
    }

    @Test
    void aProxyThatNeverAsksGetsNoCredentialsWithAnyRequestOfACall() throws Exception {
        registerWithDigest(2);
        for (int i = 0; i < 2; i++) {
            CallId call = phone.dial();
            SipText invite = peer.expect("INVITE");
            peer.respond(invite, 200, "far" + i, peer.contact(), PhoneUnderTest.ANSWER);
            phone.inbox.next(CallInput.InviteAnswered.class);
            phone.signalling.sendAck(call, far("far" + i), Optional.empty());
            SipText ack = peer.expect("ACK");
            phone.signalling.sendBye(call, far("far" + i), Optional.empty());
            SipText bye = peer.expect("BYE");
            peer.respond(bye, 200, "far" + i);
            phone.inbox.next(CallInput.ByeCompleted.class);
            for (SipText request : new SipText[] {invite, ack, bye}) {
                assertThat(request.find("Authorization")).as(request.raw()).isEmpty();
                assertThat(request.find("Proxy-Authorization"))
                        .as(request.raw())
                        .isEmpty();
            }
        }
        registerWithDigest(3);
        assertThat(peer.ladder().stream().filter(line -> line.startsWith("peer: 401")))
                .as("the refresh, to who asked before, carries its credentials at once")
                .hasSize(1);
    }

    @Test
    void anExchangeThatAskedForACallGetsItsCredentialsWithTheNextOneAtOnce() throws Exception {
        registerWithDigest(2);
        phone.dial();
        SipText first = peer.expect("INVITE");
        assertThat(first.find("Authorization")).as("it has not asked for calls").isEmpty();
        peer.respond(first, 401, "x", "WWW-Authenticate: Digest realm=\"pbx\",nonce=\"i\",qop=\"auth\"");
        peer.expect("ACK");
        SipText second = peer.expect("INVITE");
        assertThat(second.header("Authorization")).contains("nonce=\"i\"").contains("nc=00000001");
        peer.respond(second, 486, "x");
        peer.expect("ACK");
        phone.inbox.next(CallInput.InviteRejected.class);

        phone.dial();
        SipText next = peer.expect("INVITE");
        assertThat(next.header("Authorization"))
                .as("RFC 3261 §22.2: the same protection space")
                .contains("nonce=\"i\"")
                .contains("nc=00000002");
        peer.respond(next, 486, "x");
        peer.expect("ACK");
    }

    @Test
    void rejectionBringsItsWords() throws Exception {
        phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(
                invite, 486, "far", "Reason: Q.850;cause=17;text=\"User busy\"", "Warning: 399 pbx \"on the phone\"");

        CallInput.RejectedResponse response =
                phone.inbox.next(CallInput.InviteRejected.class).response();
        assertThat(response.status()).isEqualTo(486);
        assertThat(response.reasonPhrase()).isEqualTo("Scripted");
        assertThat(response.reason()).hasValueSatisfying(r -> assertThat(r).contains("cause=17"));
        assertThat(response.warning()).hasValueSatisfying(w -> assertThat(w).contains("on the phone"));
        assertThat(peer.expect("ACK").parameter("Via", "branch")).isEqualTo(invite.parameter("Via", "branch"));
    }

    @Test
    void cancelWaitsForAProvisionalResponse() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        phone.signalling.sendCancel(call);
        assertThat(peer.isQuietFor(200))
                .as("RFC 3261 §9.1: not before a provisional")
                .isTrue();

        peer.respond(invite, 180, "far");
        SipText cancel = peer.expect("CANCEL");
        assertThat(cancel.cseq()).isEqualTo(invite.cseq());
        assertThat(cancel.parameter("Via", "branch")).isEqualTo(invite.parameter("Via", "branch"));
        assertThat(cancel.requestUri()).isEqualTo(invite.requestUri());
        peer.respond(cancel, 200, "far");
        peer.respond(invite, 487, "far");

        phone.inbox.next(CallInput.ProvisionalReceived.class);
        assertThat(phone.inbox.next(CallInput.InviteRejected.class).response().status())
                .isEqualTo(487);
        peer.expect("ACK");
    }

    @Test
    void answerThatCrossedCancelIsAcknowledgedAndEnded() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 180, "far", peer.contact());
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        phone.signalling.sendCancel(call);
        SipText cancel = peer.expect("CANCEL");
        peer.respond(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        peer.respond(cancel, 481, "far");

        assertThat(phone.inbox.next(CallInput.InviteAnswered.class).dialog()).isEqualTo(far("far"));
        phone.signalling.sendAck(call, far("far"), Optional.empty());
        phone.signalling.sendBye(call, far("far"), Optional.empty());
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), 200, "far");
        phone.inbox.next(CallInput.ByeCompleted.class);
    }

    @Test
    void repeatsTheAckForEveryRepeatedAnswer() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        String ok = peer.response(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        peer.send(ok);
        phone.inbox.next(CallInput.InviteAnswered.class);
        peer.send(ok); // before the phone has ordered the ACK: no second answer for it
        phone.signalling.sendAck(call, far("far"), Optional.empty());
        SipText ack = peer.expect("ACK");

        peer.send(ok);
        assertThat(peer.expect("ACK").raw()).isEqualTo(ack.raw());
        phone.signalling.forget(call); // the call is over for the phone, not for a lost ACK
        peer.send(ok);
        assertThat(peer.expect("ACK").raw()).isEqualTo(ack.raw());
        assertThat(phone.inbox.calls).isEmpty();
    }

    @Test
    void everyForkThatAnswersIsReportedWithItsDialog() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 180, "desk", peer.contact());
        peer.respond(invite, 180, "mobile", peer.contact());
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        peer.respond(invite, 200, "desk", "Contact: <sip:desk@127.0.0.1:" + peer.port() + ">", PhoneUnderTest.ANSWER);
        peer.respond(
                invite, 200, "mobile", "Contact: <sip:mobile@127.0.0.1:" + peer.port() + ">", PhoneUnderTest.ANSWER);
        DialogId winner = phone.inbox.next(CallInput.InviteAnswered.class).dialog();
        DialogId loser = phone.inbox.next(CallInput.InviteAnswered.class).dialog();
        assertThat(java.util.Set.of(winner, loser)).containsExactlyInAnyOrder(far("desk"), far("mobile"));

        phone.signalling.sendAck(call, far("desk"), Optional.empty());
        assertThat(peer.expect("ACK").requestUri()).startsWith("sip:desk@");
        phone.signalling.sendAck(call, far("mobile"), Optional.empty());
        assertThat(peer.expect("ACK").requestUri()).startsWith("sip:mobile@");
        phone.signalling.sendBye(call, far("mobile"), Optional.empty());
        SipText bye = peer.expect("BYE");
        assertThat(bye.requestUri()).startsWith("sip:mobile@");
        assertThat(bye.parameter("To", "tag")).contains("mobile");
    }

    @Test
    void followsTheRecordedRoute() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(
                invite,
                200,
                "far",
                "Record-Route: <sip:127.0.0.1:" + peer.port() + ";lr;hop=2>",
                "Record-Route: <sip:192.0.2.1;lr;hop=1>",
                "Contact: <sip:far@192.0.2.9:5080>",
                PhoneUnderTest.ANSWER);
        phone.inbox.next(CallInput.InviteAnswered.class);

        phone.signalling.sendAck(call, far("far"), Optional.empty());
        SipText ack = peer.expect("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:far@192.0.2.9:5080");
        assertThat(String.join(" ", ack.headers("Route"))).containsSubsequence("hop=1", "hop=2");
    }

    @Test
    void inviteWithoutAnyAnswerTimesOut() throws Exception {
        phone.dial();
        peer.expect("INVITE");
        CallInput.InviteTimedOut timedOut = null;
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (timedOut == null && System.nanoTime() < deadline) {
            SpyInbox.Heard heard = phone.inbox.calls.poll(1, java.util.concurrent.TimeUnit.SECONDS);
            if (heard != null) {
                timedOut = (CallInput.InviteTimedOut) heard.input();
            }
        }
        assertThat(timedOut).isNotNull();
        assertThat(peer.ladder().stream()
                        .filter("phone: INVITE (1 INVITE)"::equals)
                        .count())
                .as("timer A doubles from T1 (RFC 3261 §17.1.1.2)")
                .isBetween(5L, 8L);
    }

    @Test
    void numberWithPadSignsIsEscaped() throws Exception {
        phone.signalling.sendInvite(
                phone.inbox.newCallId(),
                new CallInput.DialPlan(
                        "*72#1", "", Optional.of(CallerIdentity.of("+17275551212")), Duration.ofSeconds(30)),
                PhoneUnderTest.OFFER);
        SipText invite = peer.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:*72%231@pbx.example");
        assertThat(invite.header("P-Preferred-Identity")).contains("+17275551212@pbx.example");
    }
}
