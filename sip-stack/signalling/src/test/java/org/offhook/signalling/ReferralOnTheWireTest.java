package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** The far end sends us to somebody else, message by message (RFC 3515, RFC 5589: we are the transferee). */
@Timeout(60)
class ReferralOnTheWireTest {
    private static final String TARGET = "target";

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

    private void refer(LoopUnderTest.Placed placed, int cseq, String target, String... extra) throws Exception {
        String[] all = new String[extra.length + 2];
        all[0] = peer.contact();
        all[1] = "Refer-To: " + target;
        System.arraycopy(extra, 0, all, 2, extra.length);
        peer.send(phone.inDialog("REFER", placed, cseq, all));
    }

    /** A notice of how it goes, taken. */
    private void expectNotice(String state, String line) throws Exception {
        SipText notice = peer.expect("NOTIFY");
        assertThat(notice.header("Event")).startsWith("refer");
        assertThat(notice.header("Content-Type")).startsWith("message/sipfrag");
        assertThat(notice.header("Subscription-State")).startsWith(state);
        assertThat(notice.body()).startsWith("SIP/2.0 " + line);
        peer.respond(notice, 200, "");
    }

    /** Accepted; returns the INVITE to whom we were sent. */
    private SipText expectFollowed() throws Exception {
        assertThat(peer.expectStatus(202).header("CSeq")).endsWith("REFER");
        expectNotice("active", "100");
        return expectHoldAndInvite();
    }

    /** The far end is put on hold, so that it does not hear whom we reach. */
    private SipText expectHoldAndInvite() throws Exception {
        SipText hold = peer.expect("INVITE");
        assertThat(hold.body()).contains("a=sendonly");
        SipText invite = peer.expect("INVITE");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
        return invite;
    }

    @Test
    void callsWhomItIsSentToAndTellsHowThatGoes() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "\"Rosa\" <sip:305@pbx.example>", "Referred-By: <sip:5550100@pbx.example>");
        SipText invite = expectFollowed();
        assertThat(invite.requestUri()).isEqualTo("sip:305@pbx.example");
        assertThat(invite.header("Referred-By")).isEqualTo("<sip:5550100@pbx.example>");
        assertThat(invite.header("Call-ID")).isNotEqualTo(old.invite().header("Call-ID"));
        assertThat(invite.find("Replaces")).isEmpty();
        peer.respond(invite, 180, TARGET, peer.contact());
        expectNotice("active", "180");
        peer.respond(invite, 200, TARGET, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        expectNotice("terminated", "200");
        peer.send(phone.inDialog("BYE", old, 41, peer.contact()));
        peer.expectStatus(200);
        CallId fresh = phone.await("the change", PhoneEvent.CallTransferred.class, event -> true)
                .to();
        CallView view = phone.view(fresh);
        assertThat(view.party()).isEqualTo(new CallParty("305", "Rosa"));
        assertThat(view.transferredBy()).contains(new CallParty("5550100", ""));
        assertThat(view.phase()).isEqualTo(CallView.Phase.CONNECTED);
        phone.await(
                "the old end", PhoneEvent.CallEnded.class, event -> event.call().equals(old.call()));
    }

    @Test
    void takesThePlaceOfTheOneWhoSentIt() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@127.0.0.1:" + peer.port() + "?Replaces=abc%40host%3Bto-tag%3D1%3Bfrom-tag%3D2>");
        SipText invite = expectFollowed();
        assertThat(invite.requestUri()).isEqualTo("sip:305@127.0.0.1:" + peer.port());
        assertThat(invite.header("Replaces")).isEqualTo("abc@host;to-tag=1;from-tag=2");
    }

    @Test
    void goesBackToWhoSentItWhenNobodyCanBeReached() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@pbx.example>");
        SipText invite = expectFollowed();
        peer.respond(invite, 486, TARGET);
        peer.expect("ACK");
        expectNotice("terminated", "486");
        SipText resume = peer.expect("INVITE");
        assertThat(resume.header("Call-ID")).isEqualTo(old.invite().header("Call-ID"));
        assertThat(resume.body()).contains("a=sendrecv");
        peer.respond(resume, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        assertThat(phone.view(old.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    @Test
    void tellsStillHowItGoesAfterTheOneWhoSentItHasHungUp() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@pbx.example>");
        SipText invite = expectFollowed();
        peer.send(phone.inDialog("BYE", old, 41, peer.contact()));
        peer.expectStatus(200);
        peer.respond(invite, 200, TARGET, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        expectNotice("terminated", "200");
        assertThat(phone.liveCalls()).isEqualTo(1);
    }

    @Test
    void tellsNothingWhereNothingIsWanted() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@pbx.example>", "Require: norefersub", "Refer-Sub: false");
        SipText ok = peer.expectStatus(200);
        assertThat(ok.header("Refer-Sub")).isEqualTo("false");
        SipText invite = expectHoldAndInvite();
        peer.respond(invite, 200, TARGET, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        peer.send(phone.inDialog("BYE", old, 41, peer.contact()));
        peer.expectStatus(200);
        assertThat(peer.ladder()).noneMatch(line -> line.startsWith("phone: NOTIFY"));
    }

    @Test
    void goesNowhereElse() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        assertRefused(old, 40, "<sip:1001@pbx.example>", 482); // ourselves
        assertRefused(old, 41, "<http://pbx.example/>", 416);
        assertRefused(old, 42, "<sips:305@pbx.example>", 416); // the account has no TLS
        assertRefused(old, 43, "<sip:305@pbx.example;method=SUBSCRIBE>", 603);
        peer.send(phone.inDialog("REFER", old, 44, peer.contact()));
        peer.expectStatus(400);
        peer.send(peer.request(
                "REFER",
                phone.contact(),
                "<sip:300@pbx.example>;tag=out",
                "<sip:1001@pbx.example>",
                "out-of-the-blue",
                1,
                peer.contact(),
                "Refer-To: <sip:305@pbx.example>"));
        peer.expectStatus(403);
        assertThat(peer.isQuietFor(100)).isTrue();
        assertThat(phone.view(old.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    private void assertRefused(LoopUnderTest.Placed placed, int cseq, String target, int status) throws Exception {
        refer(placed, cseq, target);
        peer.expectStatus(status);
    }

    @Test
    void takesOneAfterTheOther() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@pbx.example>");
        expectFollowed();
        refer(old, 41, "<sip:306@pbx.example>");
        peer.expectStatus(491);
    }

    @Test
    void hangsUpOnWhoForgetsTo() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        refer(old, 40, "<sip:305@pbx.example>");
        SipText invite = expectFollowed();
        peer.respond(invite, 200, TARGET, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        expectNotice("terminated", "200");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(old.invite().header("Call-ID"));
        peer.respond(bye, 200, "");
        PhoneEvent.CallEnded ended = phone.await("the old end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
    }

    @Test
    void doesNotGoWhereItIsTurnedOff() throws Exception {
        try (ScriptedSipPeer other = ScriptedSipPeer.udp();
                LoopUnderTest deaf = new LoopUnderTest(
                        other, PhoneSettings.of(7), PhoneUnderTest.settings().withReferrals(ReferralsAllowed.OFF))) {
            LoopUnderTest.Placed old = deaf.talk();
            assertThat(String.join(",", old.invite().headers("Allow"))).doesNotContain("REFER");
            other.send(deaf.inDialog("REFER", old, 40, other.contact(), "Refer-To: <sip:305@pbx.example>"));
            SipText refused = other.expectStatus(405);
            assertThat(String.join(",", refused.headers("Allow"))).doesNotContain("REFER");
            deaf.ask(new PhoneCommand.HangUpCall(old.call()));
            other.respond(other.expect("BYE"), 200, "");
        }
    }
}
