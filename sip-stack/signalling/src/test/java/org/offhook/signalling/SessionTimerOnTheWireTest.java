package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallEnd;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Session timers, message by message (RFC 4028). The peer is one that wants shorter sessions than it may, so that the test is short. */
@Timeout(60)
class SessionTimerOnTheWireTest {
    private static final String ALLOW_UPDATE = "Allow: INVITE, ACK, CANCEL, BYE, UPDATE";
    private static final String CALLER = "<sip:300@pbx.example>;tag=far";

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
    void asksForASessionTimerWithEveryCallAndSaysWhoRefreshes() throws Exception {
        SipText invite = phone.dial().invite();
        assertThat(invite.header("Session-Expires")).isEqualTo("1800;refresher=uac");
        assertThat(invite.header("Min-SE")).isEqualTo("90");
        assertThat(String.join(",", invite.headers("Supported"))).contains("timer");
        assertThat(String.join(",", invite.headers("Allow"))).contains("UPDATE");
    }

    @Test
    void takesTheLongerSessionThatA422AsksFor() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(placed.invite(), 422, LoopUnderTest.FAR, "Min-SE: 3600");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.header("Session-Expires")).isEqualTo("3600;refresher=uac");
        assertThat(again.header("Min-SE")).isEqualTo("3600");
        assertThat(again.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
        assertThat(again.cseq()).isEqualTo(placed.invite().cseq() + 1);
        peer.respond(
                again,
                200,
                LoopUnderTest.FAR,
                peer.contact(),
                "Require: timer",
                "Session-Expires: 3600;refresher=uac",
                LoopUnderTest.sdp("sendrecv"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(again.cseq());
    }

    @Test
    void refreshesByUpdateWhereTheFarEndTakesItAndTakesThatOnes422() throws Exception {
        phone.talk(ALLOW_UPDATE, "Session-Expires: 4;refresher=uac");
        SipText update = peer.expect("UPDATE");
        assertThat(update.header("Session-Expires"))
                .as("never less than RFC 4028 §4 allows")
                .startsWith("90;");
        assertThat(update.header("Session-Expires")).as("the role stays").endsWith("refresher=uac");
        assertThat(update.body()).isEmpty();
        assertThat(update.header("Contact")).isNotEmpty();
        peer.respond(update, 422, LoopUnderTest.FAR, "Min-SE: 120");
        SipText again = peer.expect("UPDATE");
        assertThat(again.header("Session-Expires")).isEqualTo("120;refresher=uac");
        assertThat(again.cseq()).isEqualTo(update.cseq() + 1);
        peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), ALLOW_UPDATE, "Session-Expires: 4;refresher=uac");
        SipText next = peer.expect("UPDATE");
        assertThat(next.header("Min-SE"))
                .as("what the 422 said is kept for the dialog")
                .isEqualTo("120");
        peer.respond(next, 200, LoopUnderTest.FAR, peer.contact(), "Session-Expires: 120;refresher=uac");
    }

    @Test
    void refreshesByTheSameInviteWhereItDoesNot() throws Exception {
        LoopUnderTest.Placed placed = phone.talk("Session-Expires: 4;refresher=uac");
        SipText refresh = peer.expect("INVITE");
        assertThat(refresh.body()).isEqualTo(placed.invite().body());
        assertThat(refresh.header("Session-Expires")).endsWith("refresher=uac");
        peer.respond(
                refresh,
                200,
                LoopUnderTest.FAR,
                peer.contact(),
                "Session-Expires: 120;refresher=uac",
                LoopUnderTest.sdp("sendrecv"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(refresh.cseq());
        assertThat(phone.view(placed.call()).live()).isTrue();
    }

    @Test
    void hangsUpWhenTheFarEndOwesTheRefreshAndSendsNone() throws Exception {
        phone.talk("Session-Expires: 4;refresher=uas");
        peer.respond(peer.expect("BYE"), 200, LoopUnderTest.FAR);
        PhoneEvent.CallEnded ended = phone.await("the end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
    }

    @Test
    void goesOnWhenTheFarEndRefreshesByUpdate() throws Exception {
        LoopUnderTest.Placed placed = phone.talk(ALLOW_UPDATE, "Session-Expires: 4;refresher=uas");
        peer.send(phone.inDialog(
                "UPDATE", placed, 50, peer.contact(), "Supported: timer", "Session-Expires: 120;refresher=uac"));
        SipText answer = peer.expectStatus(200);
        assertThat(answer.header("CSeq")).isEqualTo("50 UPDATE");
        assertThat(answer.header("Session-Expires")).isEqualTo("120;refresher=uac");
        assertThat(answer.header("Require")).isEqualTo("timer");
        assertThat(peer.isQuietFor(3_500))
                .as("the first interval would be over")
                .isTrue();
        assertThat(phone.view(placed.call()).live()).isTrue();
    }

    @Test
    void remembersTheLeastThatThisFarEndTakesWhenItRefreshes() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(placed.invite(), 422, LoopUnderTest.FAR, "Min-SE: 3600");
        peer.expect("ACK");
        peer.respond(
                peer.expect("INVITE"),
                200,
                LoopUnderTest.FAR,
                peer.contact(),
                "Session-Expires: 3600;refresher=uas",
                LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        peer.send(phone.inDialog(
                "UPDATE", placed, 50, peer.contact(), "Supported: timer", "Session-Expires: 3600;refresher=uac"));
        assertThat(peer.expectStatus(200).header("Session-Expires")).isEqualTo("3600;refresher=uac");
    }

    @Test
    void refusesASessionThatIsShorterThanAllowed() throws Exception {
        LoopUnderTest.Placed placed = phone.talk("Session-Expires: 1800;refresher=uac");
        peer.send(phone.inDialog(
                "UPDATE", placed, 50, peer.contact(), "Supported: timer", "Session-Expires: 30;refresher=uac"));
        assertThat(peer.expectStatus(422).header("Min-SE")).isEqualTo("90");
        peer.send(invite("short-1", "Supported: timer", "Session-Expires: 60"));
        assertThat(peer.expectStatus(422).header("Min-SE")).isEqualTo("90");
    }

    private String invite(String callId, String... extra) {
        String[] all = new String[extra.length + 2];
        all[0] = peer.contact();
        all[1] = LoopUnderTest.sdp("sendrecv");
        System.arraycopy(extra, 0, all, 2, extra.length);
        return peer.request("INVITE", phone.contact(), CALLER, "<sip:1001@pbx.example>", callId, 1, all);
    }

    private SipText answered(String callId, String... extra) throws Exception {
        peer.send(invite(callId, extra));
        peer.expectStatus(180);
        phone.ask(new PhoneCommand.AnswerCall(phone.await("the ringing", PhoneEvent.CallOffered.class, event -> true)
                .call()));
        SipText ok = peer.expectStatus(200);
        peer.send(peer.request("ACK", phone.contact(), CALLER, ok.header("To"), callId, 1));
        return ok;
    }

    @Test
    void letsACallerRefreshThatAsksForATimer() throws Exception {
        SipText ok = answered("in-1", "Supported: timer", "Session-Expires: 600");
        assertThat(ok.header("Session-Expires")).isEqualTo("600;refresher=uac");
        assertThat(ok.header("Require")).isEqualTo("timer");
    }

    @Test
    void refreshesItselfWhereTheCallerSaysSo() throws Exception {
        SipText ok = answered("in-2", "Require: timer", "Session-Expires: 600;refresher=uas", ALLOW_UPDATE);
        assertThat(ok.header("Session-Expires")).isEqualTo("600;refresher=uas");
    }

    @Test
    void refreshesItselfWhereAProxyAskedAndTheCallerUnderstandsNothing() throws Exception {
        SipText ok = answered("in-3", "Session-Expires: 600");
        assertThat(ok.header("Session-Expires")).isEqualTo("600;refresher=uas");
        assertThat(ok.find("Require")).isEmpty();
    }

    @Test
    void asksACallerForATimerThatWouldHaveLeftItOut() throws Exception {
        SipText ok = answered("in-4", "Supported: timer", "Min-SE: 2000");
        assertThat(ok.header("Session-Expires")).isEqualTo("2000;refresher=uas");
    }

    @Test
    void keepsTheTimerOutOfACallWhoseCallerKnowsNone() throws Exception {
        assertThat(answered("in-5").find("Session-Expires")).isEmpty();
    }
}
