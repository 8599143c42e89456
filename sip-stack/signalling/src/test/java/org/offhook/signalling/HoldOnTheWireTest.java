package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Hold and resume by re-INVITE, message by message (RFC 3261 §14, RFC 3264 §8.4). */
@Timeout(60)
class HoldOnTheWireTest {
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

    private static String versionOf(SipText message) {
        return message.body()
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow()
                .split(" ")[2];
    }

    private SipText held(LoopUnderTest.Placed placed) throws Exception {
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
        return hold;
    }

    @Test
    void holdsAndTakesBack() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        phone.await("the hold, before its answer", PhoneEvent.CallHeld.class, PhoneEvent.CallHeld::held);
        assertThat(phone.view(placed.call()).held()).isTrue();
        assertThat(phone.media.plan(placed.call()).orElseThrow().muted()).isTrue();
        assertThat(hold.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
        assertThat(hold.parameter("To", "tag")).contains(LoopUnderTest.FAR);
        assertThat(hold.requestUri()).as("the target of the 200").isEqualTo("sip:peer@127.0.0.1:" + peer.port());
        assertThat(hold.cseq()).isEqualTo(placed.invite().cseq() + 1);
        assertThat(hold.body()).contains("a=sendonly").contains("c=IN IP4 ").doesNotContain("0.0.0.0");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(hold.cseq());

        phone.ask(new PhoneCommand.HoldCall(placed.call(), false));
        SipText resume = peer.expect("INVITE");
        assertThat(resume.body()).contains("a=sendrecv");
        assertThat(Long.parseLong(versionOf(resume))).isEqualTo(Long.parseLong(versionOf(hold)) + 1);
        peer.respond(resume, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        phone.await("the resume", PhoneEvent.CallHeld.class, event -> !event.held());
        assertThat(phone.view(placed.call()).held()).isFalse();
        assertThat(phone.media.plan(placed.call()).orElseThrow().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: INVITE (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)",
                        "phone: INVITE (2 INVITE)",
                        "peer: 200 (2 INVITE)",
                        "phone: ACK (2 ACK)",
                        "phone: INVITE (3 INVITE)",
                        "peer: 200 (3 INVITE)",
                        "phone: ACK (3 ACK)");
    }

    @Test
    void acknowledgesARepeatedAnswerToTheHold() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        SipText hold = held(placed);
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(hold.cseq());
    }

    /** RFC 3261 §13.2.2.4: a lost ACK is asked for again also when the next INVITE is out already. */
    @Test
    void acknowledgesARepeatedAnswerToAnEarlierHold() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        SipText hold = held(placed);
        phone.ask(new PhoneCommand.HoldCall(placed.call(), false));
        SipText resume = peer.expect("INVITE");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(hold.cseq());
        peer.respond(resume, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(resume.cseq());
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(hold.cseq());
        assertThat(phone.media.plan(placed.call()).orElseThrow().direction()).isEqualTo(Direction.SENDRECV);
    }

    /** RFC 3261 §13.3.1.4, §17.1.1.3: an ACK has the number of the INVITE whose answer it confirms. */
    @Test
    void takesNoAckOfAnotherInviteForThatOfALateOffer() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        peer.send(phone.inDialog("INVITE", placed, 50, peer.contact(), LoopUnderTest.sdp("sendonly")));
        peer.expectStatus(200);
        peer.send(phone.inDialog("ACK", placed, 50));
        peer.send(phone.inDialog("INVITE", placed, 51, peer.contact()));
        SipText offer = peer.expectStatus(200);
        assertThat(offer.cseq()).isEqualTo(51);
        peer.send(phone.inDialog("ACK", placed, 50)); // once more, as the network doubles it
        assertThat(peer.expectStatus(200).cseq())
                .as("our offer again, since nobody has answered it")
                .isEqualTo(51);
        peer.send(phone.inDialog("ACK", placed, 51, LoopUnderTest.sdp("sendrecv")));
        phone.await("the resume by the late offer", PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
        assertThat(phone.view(placed.call()).live()).isTrue();
    }

    @Test
    void answersAChallengeToTheHold() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        peer.respond(
                hold,
                401,
                LoopUnderTest.FAR,
                "WWW-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.find("Authorization")).isPresent();
        assertThat(again.body()).isEqualTo(hold.body());
        peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
    }

    @Test
    void yieldsWhenReinvitesCollideAndAsksAgainAfterTwoToFourSeconds() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        peer.send(phone.inDialog("INVITE", placed, 50, peer.contact(), LoopUnderTest.sdp("sendrecv")));
        assertThat(peer.expectStatus(491).header("CSeq")).as("RFC 3261 §14.2").isEqualTo("50 INVITE");
        peer.send(phone.inDialog("ACK", placed, 50));
        peer.respond(hold, 491, LoopUnderTest.FAR);
        peer.expect("ACK");
        long refused = System.nanoTime();
        SipText again = peer.next();
        while (again.isResponse()) { // our 491 once more, until its ACK has arrived
            again = peer.next();
        }
        assertThat(again.method()).isEqualTo("INVITE");
        assertThat(System.nanoTime() - refused)
                .as("RFC 3261 §14.1: the owner of the Call-ID waits 2.1 to 4 s")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
        assertThat(again.body()).contains("a=sendonly");
        peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
    }

    @Test
    void needsNoReinviteOfItsOwnWhenTheFarEndsComesFirst() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        peer.respond(peer.expect("INVITE"), 491, LoopUnderTest.FAR);
        peer.expect("ACK");
        peer.send(phone.inDialog("INVITE", placed, 50, peer.contact(), LoopUnderTest.sdp("sendrecv")));
        SipText answer = peer.expectStatus(200);
        assertThat(answer.body()).as("our answer says hold").contains("a=sendonly");
        peer.send(phone.inDialog("ACK", placed, 50));
        assertThat(peer.isQuietFor(4_200)).as("nothing is left to ask").isTrue();
    }

    @Test
    void understandsTheHoldsOfOldPeersWhileItHolds() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        held(placed);
        String zeros = LoopUnderTest.sdp("sendrecv").replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0");
        peer.send(phone.inDialog("INVITE", placed, 50, peer.contact(), zeros));
        assertThat(peer.expectStatus(200).body()).contains("a=inactive");
        peer.send(phone.inDialog("ACK", placed, 50));
        phone.await("their hold", PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
        assertThat(phone.view(placed.call()).held()).isTrue();
        assertThat(phone.view(placed.call()).heldByFarEnd()).isTrue();
    }

    @Test
    void saysWhenTheFarEndDoesNotComeBack() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        held(placed);
        phone.ask(new PhoneCommand.HoldCall(placed.call(), false));
        peer.respond(peer.expect("INVITE"), 403, LoopUnderTest.FAR);
        peer.expect("ACK");
        PhoneEvent.RequestRefused refused = phone.await("the refusal", PhoneEvent.RequestRefused.class, event -> true);
        assertThat(refused.error()).isEqualTo(ErrorCode.RESUME_REFUSED);
        assertThat(refused.sipStatus()).isEqualTo(403);
        assertThat(phone.view(placed.call()).held()).isTrue();
    }

    @Test
    void hangsUpTheCallThatTheFarEndKnowsNoMore() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        peer.respond(peer.expect("INVITE"), 481, LoopUnderTest.FAR);
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), 481, LoopUnderTest.FAR);
        PhoneEvent.CallEnded ended = phone.await("the end", PhoneEvent.CallEnded.class, event -> true);
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
    }

    @Test
    void hangsUpWhileTheHoldIsOpenAndAcknowledgesItsAnswerStill() throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
        SipText hold = peer.expect("INVITE");
        phone.ask(new PhoneCommand.HangUpCall(placed.call()));
        SipText bye = peer.expect("BYE");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        assertThat(peer.expect("ACK").cseq()).isEqualTo(hold.cseq());
        peer.respond(bye, 200, LoopUnderTest.FAR);
    }
}
