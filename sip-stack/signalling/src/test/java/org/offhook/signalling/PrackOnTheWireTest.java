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

/** Provisional responses that are acknowledged, message by message (RFC 3262). */
@Timeout(60)
class PrackOnTheWireTest {
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

    private void restart(Reliability reliability) throws Exception {
        close();
        start(reliability);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    // ---- we call

    private void ring(SipText invite, int status, String tag, int number, String... more) throws Exception {
        String[] extra = java.util.Arrays.copyOf(more, more.length + 3);
        extra[more.length] = peer.contact();
        extra[more.length + 1] = "Require: 100rel";
        extra[more.length + 2] = "RSeq: " + number;
        peer.respond(invite, status, tag, extra);
    }

    @Test
    void acknowledgesAReliableRingingWithItsNumbers() throws Exception {
        phone.dial();
        SipText invite = peer.expect("INVITE");
        assertThat(String.join(",", invite.headers("Supported"))).contains("100rel");
        assertThat(invite.find("Require")).isEmpty();
        ring(invite, 180, "far", 7001);
        SipText prack = peer.expect("PRACK");
        assertThat(prack.header("RAck")).isEqualTo("7001 " + invite.cseq() + " INVITE");
        assertThat(prack.cseq()).isEqualTo(invite.cseq() + 1);
        assertThat(prack.requestUri()).isEqualTo("sip:peer@127.0.0.1:" + peer.port());
        assertThat(prack.parameter("To", "tag")).contains("far");
        peer.respond(prack, 200, "far");
        assertThat(phone.inbox.next(CallInput.ProvisionalReceived.class).status())
                .isEqualTo(180);
        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: INVITE (1 INVITE)",
                        "peer: 180 (1 INVITE)",
                        "phone: PRACK (2 PRACK)",
                        "peer: 200 (2 PRACK)");
    }

    @Test
    void takesARepetitionOnceAndWaitsForWhatWasOvertaken() throws Exception {
        phone.dial();
        SipText invite = peer.expect("INVITE");
        ring(invite, 180, "far", 1);
        peer.respond(peer.expect("PRACK"), 200, "far");
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        ring(invite, 180, "far", 1);
        ring(invite, 183, "far", 3, PhoneUnderTest.ANSWER);
        assertThat(peer.isQuietFor(300))
                .as("RFC 3262 §4: neither is acknowledged")
                .isTrue();
        assertThat(phone.inbox.calls).as("nor acted upon").isEmpty();
        ring(invite, 181, "far", 2);
        assertThat(peer.expect("PRACK").header("RAck")).startsWith("2 ");
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        ring(invite, 183, "far", 3, PhoneUnderTest.ANSWER);
        assertThat(peer.expect("PRACK").header("RAck")).startsWith("3 ");
        assertThat(phone.inbox.next(CallInput.ProvisionalReceived.class).sdp()).contains(PhoneUnderTest.ANSWER);
    }

    @Test
    void countsForEachForkByItself() throws Exception {
        phone.dial();
        SipText invite = peer.expect("INVITE");
        ring(invite, 180, "one", 10);
        assertThat(peer.expect("PRACK").parameter("To", "tag")).contains("one");
        ring(invite, 180, "two", 90);
        SipText second = peer.expect("PRACK");
        assertThat(second.parameter("To", "tag")).contains("two");
        assertThat(second.header("RAck")).startsWith("90 ");
    }

    @Test
    void answersAChallengeToPrack() throws Exception {
        phone.dial();
        SipText invite = peer.expect("INVITE");
        ring(invite, 180, "far", 5);
        SipText prack = peer.expect("PRACK");
        peer.respond(prack, 401, "far", "WWW-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        SipText again = peer.expect("PRACK");
        assertThat(again.find("Authorization")).isPresent();
        assertThat(again.header("RAck")).isEqualTo(prack.header("RAck"));
        assertThat(again.cseq()).isEqualTo(prack.cseq() + 1);
    }

    @Test
    void talksAndHangsUpWithNumbersThatRiseOverThePrack() throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        ring(invite, 183, "far", 5, PhoneUnderTest.ANSWER);
        SipText prack = peer.expect("PRACK");
        peer.respond(prack, 200, "far");
        phone.inbox.next(CallInput.ProvisionalReceived.class);
        peer.respond(invite, 200, "far", peer.contact());
        CallInput.InviteAnswered answered = phone.inbox.next(CallInput.InviteAnswered.class);
        phone.signalling.sendAck(call, answered.dialog(), Optional.empty());
        assertThat(peer.expect("ACK").cseq()).isEqualTo(invite.cseq());
        phone.signalling.sendBye(call, answered.dialog(), Optional.empty());
        assertThat(peer.expect("BYE").cseq()).isGreaterThan(prack.cseq());
    }

    @Test
    void requiresItWhereThatIsSet() throws Exception {
        restart(Reliability.REQUIRED);
        phone.dial();
        assertThat(peer.expect("INVITE").header("Require")).isEqualTo("100rel");
    }

    @Test
    void doesNotOfferItWhereItIsOff() throws Exception {
        restart(Reliability.OFF);
        phone.dial();
        assertThat(String.join(",", peer.expect("INVITE").headers("Supported"))).doesNotContain("100rel");
        peer.send(invite("off", "Require: 100rel"));
        assertThat(peer.expectStatus(420).header("Unsupported")).isEqualTo("100rel");
    }

    // ---- we are called

    private String invite(String callId, String... extra) {
        String[] all = java.util.Arrays.copyOf(extra, extra.length + 2);
        all[extra.length] = peer.contact();
        all[extra.length + 1] = PhoneUnderTest.OFFER;
        return peer.request("INVITE", contact, FROM, TO, callId, 1, all);
    }

    private CallId ringing(String callId, String... extra) throws Exception {
        peer.send(invite(callId, extra));
        CallId call = phone.inbox.nextHeard(CallInput.InviteReceived.class).call();
        phone.signalling.respond(call, 180, Optional.empty());
        return call;
    }

    private String prack(SipText provisional, String rack) {
        return peer.request(
                "PRACK", contact, FROM, provisional.header("To"), provisional.header("Call-ID"), 2, "RAck: " + rack);
    }

    @Test
    void ringsReliablyForWhoRequiresItAndRepeatsUntilItIsAcknowledged() throws Exception {
        CallId call = ringing("in-1", "Require: 100rel");
        SipText ringing = peer.expectStatus(180);
        assertThat(ringing.header("Require")).isEqualTo("100rel");
        String number = ringing.header("RSeq");
        assertThat(Long.parseLong(number)).isBetween(1L, (1L << 31));
        assertThat(peer.expectStatus(180).raw()).as("after T1").isEqualTo(ringing.raw());
        assertThat(peer.expectStatus(180).raw()).as("after 2·T1").isEqualTo(ringing.raw());
        peer.send(prack(ringing, number + " 1 INVITE"));
        assertThat(peer.expectStatus(200).header("CSeq")).isEqualTo("2 PRACK");
        assertThat(peer.isQuietFor(2_500)).as("no more repetitions").isTrue();
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER));
        peer.expectStatus(200);
    }

    @Test
    void knowsNoPrackOfSomethingElse() throws Exception {
        ringing("in-2", "Require: 100rel");
        SipText ringing = peer.expectStatus(180);
        peer.send(prack(ringing, "1 1 OPTIONS"));
        assertThat(peer.expectStatus(481).header("CSeq")).isEqualTo("2 PRACK");
        assertThat(peer.expectStatus(180).raw()).isEqualTo(ringing.raw());
    }

    /** RFC 3262 §3: after the final response, too; an Asterisk that is told 481 hangs up. */
    @Test
    void takesAPrackThatCrossedItsAnswer() throws Exception {
        CallId call = ringing("in-7", "Require: 100rel");
        SipText ringing = peer.expectStatus(180);
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER));
        assertThat(peer.expectStatus(200).header("CSeq")).isEqualTo("1 INVITE");
        peer.send(prack(ringing, ringing.header("RSeq") + " 1 INVITE"));
        SipText answer = peer.expectStatus(200);
        while (answer.header("CSeq").equals("1 INVITE")) {
            answer = peer.expectStatus(200); // its ACK has not come
        }
        assertThat(answer.header("CSeq")).isEqualTo("2 PRACK");
    }

    @Test
    void stopsRepeatingOnceItHasAnswered() throws Exception {
        CallId call = ringing("in-3", "Require: 100rel");
        peer.expectStatus(180);
        phone.signalling.respond(call, 486, Optional.empty());
        SipText busy = peer.expectStatus(486);
        peer.send(invite("in-3")
                .replaceFirst("INVITE ", "ACK ")
                .replace("1 INVITE", "1 ACK")
                .replace(TO, busy.header("To")));
        SipText next = peer.isQuietFor(700) ? null : peer.next();
        assertThat(next == null || next.status() == 486).isTrue();
    }

    @Test
    void ringsAsEverForWhoOnlySupportsIt() throws Exception {
        ringing("in-4", "Supported: 100rel");
        assertThat(peer.expectStatus(180).find("RSeq")).isEmpty();
    }

    @Test
    void ringsReliablyForWhoSupportsItWhereThatIsSet() throws Exception {
        restart(Reliability.REQUIRED);
        ringing("in-5", "Supported: 100rel");
        assertThat(peer.expectStatus(180).header("Require")).isEqualTo("100rel");
    }

    @Test
    @Timeout(90)
    void refusesACallerWhoNeverAcknowledges() throws Exception {
        ringing("in-6", "Require: 100rel");
        int rings = 0;
        SipText message = patiently();
        while (message.status() == 180) {
            rings++;
            message = patiently();
        }
        assertThat(rings).as("at once, after T1, then doubling within 64·T1").isEqualTo(7);
        assertThat(message.status()).as("RFC 3262 §3").isEqualTo(504);
        phone.inbox.next(CallInput.TransportFailed.class);
    }

    /** The intervals grow beyond the patience of the peer. */
    private SipText patiently() throws Exception {
        for (int i = 0; i < 3; i++) {
            try {
                return peer.next();
            } catch (AssertionError notYet) {
                // the next one may still come
            }
        }
        return peer.next();
    }
}
