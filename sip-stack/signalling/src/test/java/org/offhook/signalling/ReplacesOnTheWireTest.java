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

/** A caller takes the place of the one we talk to, message by message (RFC 3891, RFC 5589 §7.1: we are the transfer target). */
@Timeout(60)
class ReplacesOnTheWireTest {
    private static final String CUSTOMER = "\"Cara\" <sip:5550199@pbx.example>;tag=customer";

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

    private String invite(String callId, String replaces, String... extra) {
        String[] all = new String[extra.length + 3];
        all[0] = peer.contact();
        all[1] = "Replaces: " + replaces;
        all[2] = LoopUnderTest.sdp("sendrecv");
        System.arraycopy(extra, 0, all, 3, extra.length);
        return peer.request("INVITE", phone.contact(), CUSTOMER, "<sip:1001@pbx.example>", callId, 1, all);
    }

    /** The dialog of a call of ours as its far end hands it on. */
    private static String named(LoopUnderTest.Placed placed) {
        return placed.invite().header("Call-ID") + ";to-tag="
                + placed.invite().parameter("From", "tag").orElseThrow() + ";from-tag=" + LoopUnderTest.FAR;
    }

    private CallId taken() {
        return phone.await("the new call", PhoneEvent.CallTransferred.class, event -> true)
                .to();
    }

    @Test
    void takesTheNewCallWithoutRingingAndHangsTheOldOneUp() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        phone.ask(new PhoneCommand.MuteCall(old.call(), true));
        peer.send(invite("new-1", named(old), "Require: replaces", "Referred-By: \"Rosa\" <sip:305@pbx.example>"));
        SipText ok = finalOf("new-1");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(peer.ladder()).as("it does not ring").noneMatch(line -> line.startsWith("phone: 180"));
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(old.invite().header("Call-ID"));
        peer.respond(bye, 200, "");
        peer.send(peer.request("ACK", phone.contact(), CUSTOMER, ok.header("To"), "new-1", 1));
        CallId fresh = taken();
        phone.await(
                "the new call",
                PhoneEvent.CallConnected.class,
                event -> event.call().equals(fresh));
        PhoneEvent.CallEnded ended = phone.await("the old end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.call()).isEqualTo(old.call());
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertThat(ended.end().side()).isEqualTo(CallEnd.Side.FAR_END);
        CallView view = phone.view(fresh);
        assertThat(view.party()).isEqualTo(new CallParty("5550199", "Cara"));
        assertThat(view.transferredBy()).contains(new CallParty("305", "Rosa"));
        assertThat(view.muted()).as("the agent's mute stays").isTrue();
        assertThat(phone.media.ringing()).isEmpty();
        assertThat(phone.liveCalls()).isEqualTo(1);
    }

    @Test
    void refusesWhatTheRfcSays() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        assertRefused("new-3", named(old) + ";early-only", 486);
        assertRefused("new-4", named(old).replace("to-tag", "from-tag"), 400);
        assertRefused("new-2", named(old) + "x", 481);
        assertRefused("new-5", "nobody;to-tag=1;from-tag=2", 481);
        phone.ask(new PhoneCommand.HangUpCall(old.call()));
        peer.respond(peer.expect("BYE"), 200, "");
        assertRefused("new-6", named(old), 603);
        assertThat(phone.events).noneMatch(PhoneEvent.CallOffered.class::isInstance);
    }

    private void assertRefused(String callId, String replaces, int status) throws Exception {
        peer.send(invite(callId, replaces));
        assertThat(finalOf(callId).status()).as(callId).isEqualTo(status);
    }

    /** The final response to an INVITE, whatever is repeated meanwhile. */
    private SipText finalOf(String callId) throws Exception {
        SipText response = peer.next();
        while (!response.isResponse()
                || response.status() < 200
                || !response.header("Call-ID").equals(callId)) {
            response = peer.next();
        }
        return response;
    }

    @Test
    void cancelsTheCallThatStillRingsThere() throws Exception {
        LoopUnderTest.Placed old = phone.dial();
        peer.respond(old.invite(), 180, LoopUnderTest.FAR, peer.contact());
        phone.await("ringing", PhoneEvent.CallProgressed.class, event -> true);
        peer.send(invite("new-7", named(old)));
        assertThat(finalOf("new-7").status()).isEqualTo(200);
        SipText cancel = peer.expect("CANCEL");
        assertThat(cancel.header("Call-ID")).isEqualTo(old.invite().header("Call-ID"));
        peer.respond(cancel, 200, "");
        peer.respond(old.invite(), 487, LoopUnderTest.FAR);
        peer.expect("ACK");
        PhoneEvent.CallEnded ended = phone.await("the old end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertThat(taken()).isNotEqualTo(old.call());
    }

    @Test
    void keepsTheOldCallWhenTheNewOneHasNothingInCommon() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        String strange = peer.request(
                "INVITE",
                phone.contact(),
                CUSTOMER,
                "<sip:1001@pbx.example>",
                "new-8",
                1,
                peer.contact(),
                "Replaces: " + named(old),
                LoopUnderTest.sdp("sendrecv").replace("RTP/AVP 0 101", "RTP/AVP 18"));
        peer.send(strange);
        assertThat(finalOf("new-8").status()).isEqualTo(488);
        assertThat(phone.view(old.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    @Test
    void takesReplacesNowhereButInANewInvite() throws Exception {
        LoopUnderTest.Placed old = phone.talk();
        peer.send(phone.inDialog(
                "INVITE", old, 40, peer.contact(), "Replaces: " + named(old), LoopUnderTest.sdp("sendrecv")));
        peer.expectStatus(400);
        assertThat(phone.view(old.call()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }
}
