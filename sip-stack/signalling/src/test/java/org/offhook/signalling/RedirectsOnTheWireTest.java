package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.call.CallEnd;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** The exchange says that whom we call is elsewhere (RFC 3261 §8.1.3.4, §21.3). */
@Timeout(60)
class RedirectsOnTheWireTest {
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

    private SipText refused(SipText invite, int status, String... headers) throws Exception {
        peer.respond(invite, status, "busy" + invite.cseq(), headers);
        assertThat(peer.expect("ACK").cseq()).isEqualTo(invite.cseq());
        return peer.expect("INVITE");
    }

    private void answer(SipText invite) throws Exception {
        peer.respond(invite, 200, "there", peer.contact(), LoopUnderTest.sdp("sendrecv"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(invite.cseq());
        phone.await("the call", PhoneEvent.CallConnected.class, seen -> true);
    }

    private CallEnd ended(SipText last, int status, String... headers) throws Exception {
        peer.respond(last, status, "last", headers);
        peer.expect("ACK");
        CallEnd end =
                phone.await("the end", PhoneEvent.CallEnded.class, seen -> true).end();
        phone.leave(); // what else the call had to say would have come first
        return end;
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302})
    void callsWhomTheExchangeNames(int status) throws Exception {
        SipText first = phone.dial().invite();
        SipText second = refused(first, status, "Contact: \"Kim\" <sip:5550199@pbx.example;user=phone>");
        assertThat(second.requestUri()).isEqualTo("sip:5550199@pbx.example;user=phone");
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.header("From")).isEqualTo(first.header("From"));
        assertThat(second.header("To")).isEqualTo(first.header("To")).doesNotContain("tag=");
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        assertThat(second.body()).isEqualTo(first.body());
        answer(second);
    }

    /** §20.10: the likeliest first; without a word it is as likely as can be. */
    @Test
    void triesOneAfterTheOtherAndEndsWithTheLast() throws Exception {
        SipText least = refused(
                refused(
                        refused(
                                phone.dial().invite(),
                                300,
                                "Contact: <sip:b@pbx.example>;q=0.5",
                                "Contact: <sip:c@pbx.example>;q=0.1",
                                "Contact: <sip:a@pbx.example>"),
                        480),
                486);
        assertThat(least.requestUri()).isEqualTo("sip:c@pbx.example");
        assertThat(ended(least, 486).cause()).isEqualTo(CallEnd.Cause.BUSY);
        assertThat(peer.ladder().stream().filter(line -> line.startsWith("phone: INVITE")))
                .hasSize(4);
    }

    /** §21.6. */
    @Test
    void asksNobodyElseOnceSomebodySpokeForAllOfThem() throws Exception {
        SipText a = refused(
                phone.dial().invite(), 302, "Contact: <sip:a@pbx.example>", "Contact: <sip:b@pbx.example>;q=0.5");
        assertThat(ended(a, 603).sipStatus()).isEqualTo(603);
        assertThat(peer.ladder().stream().filter(line -> line.startsWith("phone: INVITE")))
                .hasSize(2);
    }

    @Test
    void isNotSentInCircles() throws Exception {
        SipText invite = phone.dial().invite();
        String own = "Contact: <" + invite.requestUri() + ">";
        SipText other = refused(invite, 302, "Contact: <sip:a@pbx.example>");
        assertThat(ended(other, 302, own, "Contact: <sip:a@pbx.example>").sipStatus())
                .isEqualTo(302);
    }

    @Test
    void isNotSentOnForEver() throws Exception {
        SipText invite = phone.dial().invite();
        for (int i = 0; i < 5; i++) {
            invite = refused(invite, 302, "Contact: <sip:next" + i + "@pbx.example>");
        }
        assertThat(ended(invite, 302, "Contact: <sip:next@pbx.example>").sipStatus())
                .isEqualTo(302);
    }

    /** §19.1.5: neither another method nor headers of somebody else's choice; what is no SIP address is no target. */
    @Test
    void takesNothingButTheAddress() throws Exception {
        SipText invite = refused(
                phone.dial().invite(),
                302,
                "Contact: <sips:a@pbx.example>",
                "Contact: <mailto:b@pbx.example>;q=0.9",
                "Contact: <sip:c@pbx.example;method=BYE?Replaces=x&Privacy=none>;q=0.8");
        assertThat(invite.requestUri()).isEqualTo("sip:c@pbx.example");
        assertThat(invite.find("Replaces")).isEmpty();
        SipText telephone = refused(invite, 302, "Contact: <tel:+49-30-5550142>");
        assertThat(telephone.requestUri()).matches("sip:(\\+|%2[bB])49305550142@pbx\\.example");
        answer(telephone);
    }

    /** RFC 3261 §22.1: who is asked next has a nonce of its own, and may want to know as well. */
    @Test
    void provesItselfToTheNextOneToo() throws Exception {
        String challenge = "WWW-Authenticate: Digest realm=\"pbx.example\",qop=\"auth\",nonce=\"";
        SipText known = refused(phone.dial().invite(), 401, challenge + "one\"");
        assertThat(known.header("Authorization")).contains("nonce=\"one\"");
        SipText elsewhere = refused(known, 302, "Contact: <sip:a@pbx.example>");
        SipText again = refused(elsewhere, 401, challenge + "two\"");
        assertThat(again.header("Authorization")).contains("nonce=\"two\"", "uri=\"sip:a@pbx.example\"");
        answer(again);
    }

    @Test
    void callsNobodyWhoWasNamedOnceTheAgentHungUp() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        phone.ask(new PhoneCommand.HangUpCall(placed.call()));
        assertThat(ended(placed.invite(), 302, "Contact: <sip:a@pbx.example>").side())
                .isEqualTo(CallEnd.Side.AGENT);
        assertThat(peer.ladder().stream().filter(line -> line.startsWith("phone: INVITE")))
                .hasSize(1);
    }

    @Test
    void goesNowhereWhereTheSettingSaysSo() throws Exception {
        try (ScriptedSipPeer other = ScriptedSipPeer.udp();
                LoopUnderTest still = new LoopUnderTest(
                        other, PhoneSettings.of(7), PhoneUnderTest.settings().withRedirects(RedirectsFollowed.OFF))) {
            other.respond(still.dial().invite(), 302, "far", "Contact: <sip:a@pbx.example>");
            other.expect("ACK");
            CallEnd end = still.await("the end", PhoneEvent.CallEnded.class, seen -> true)
                    .end();
            assertThat(end.sipStatus()).isEqualTo(302);
        }
    }
}
