package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** What phones in the field stumble over: the messages in their order, and what the sound is told to do at each of them. */
@Timeout(60)
class TrapsOnTheWireTest {
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

    /** What a far end says of its stream at this port. */
    private static String sdp(int port, String direction) {
        return LoopUnderTest.sdp(direction).replace("m=audio 30000", "m=audio " + port);
    }

    private MediaPlan awaitPlan(CallId call, String what, Predicate<MediaPlan> wanted) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        Optional<MediaPlan> plan = phone.media.plan(call);
        while (plan.filter(wanted).isEmpty()) {
            assertThat(System.nanoTime()).as(what + ", but " + plan).isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
            plan = phone.media.plan(call);
        }
        return plan.orElseThrow();
    }

    private static Predicate<MediaPlan> hears(int port) {
        return plan -> plan.tone() == LocalTone.NONE
                && plan.stream().map(RtpStream::remoteRtpPort).equals(Optional.of(port));
    }

    private static boolean ringsBack(MediaPlan plan) {
        return plan.tone() == LocalTone.RINGBACK;
    }

    private List<String> ladderOf(String method) {
        return peer.ladder().stream()
                .filter(line -> line.endsWith(" INVITE)") || line.endsWith(" " + method + ")"))
                .toList();
    }

    /** RFC 3960 §3.2: whether there is sound is decided by the description, never by the status. */
    @ParameterizedTest
    @CsvSource({"180, false", "183, false", "180, true", "183, true"})
    void playsRingbackOrTheFarEndByTheDescriptionAlone(int status, boolean described) throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        if (described) {
            peer.respond(placed.invite(), status, "far", peer.contact(), sdp(30_000, "sendrecv"));
            awaitPlan(placed.call(), "the far end is heard", hears(30_000));
        } else {
            peer.respond(placed.invite(), status, "far", peer.contact());
            if (status == 180) {
                assertThat(awaitPlan(placed.call(), "ringback", TrapsOnTheWireTest::ringsBack).stream())
                        .isEmpty();
            }
        }
        peer.respond(placed.invite(), 200, "far", peer.contact(), sdp(30_000, "sendrecv"));
        peer.expect("ACK");
        awaitPlan(placed.call(), "talk", hears(30_000));
        assertThat(ladderOf("ACK"))
                .containsExactly(
                        "phone: INVITE (1 INVITE)",
                        "peer: %d (1 INVITE)".formatted(status),
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)");
    }

    /** RFC 3261 §13.2.2.4, RFC 6337 §3.1.1: what one branch of a fork said is not what another one says. */
    @Test
    void readsTheDescriptionsOfEachToTagForThemselves() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(placed.invite(), 183, "one", peer.contact(), sdp(30_000, "sendrecv"));
        awaitPlan(placed.call(), "the first", hears(30_000));
        peer.respond(placed.invite(), 183, "two", peer.contact(), sdp(31_000, "sendrecv"));
        awaitPlan(placed.call(), "the second", hears(31_000));
        peer.respond(placed.invite(), 200, "one", peer.contact(), sdp(30_000, "sendrecv"));
        assertThat(peer.expect("ACK").parameter("To", "tag")).contains("one");
        awaitPlan(placed.call(), "who answered", hears(30_000));
        assertThat(ladderOf("ACK"))
                .containsExactly(
                        "phone: INVITE (1 INVITE)",
                        "peer: 183 (1 INVITE)",
                        "peer: 183 (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)");
    }

    /** RFC 3261 §13.2.2.4: both 2xx get their ACK, the second one its BYE, and the talk is that of the first. */
    @Test
    void talksToTheForkThatAnswersFirstAndHangsUpTheOther() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(placed.invite(), 200, "one", peer.contact(), sdp(30_000, "sendrecv"));
        assertThat(peer.expect("ACK").parameter("To", "tag")).contains("one");
        peer.respond(placed.invite(), 200, "two", peer.contact(), sdp(31_000, "sendrecv"));
        assertThat(peer.expect("ACK").parameter("To", "tag")).contains("two");
        SipText bye = peer.expect("BYE");
        assertThat(bye.parameter("To", "tag")).contains("two");
        peer.respond(bye, 200, "two");
        assertThat(peer.ladder())
                .containsSubsequence(
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)",
                        "phone: BYE (2 BYE)",
                        "peer: 200 (2 BYE)");
        awaitPlan(placed.call(), "the first", hears(30_000));
        assertThat(phone.view(placed.call()).live()).isTrue();
    }

    /** RFC 3261 §9.1, §15: the 2xx was on its way already. */
    @Test
    void acknowledgesAndHangsUpAnAnswerThatCrossedItsCancel() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        peer.respond(placed.invite(), 180, "far", peer.contact());
        awaitPlan(placed.call(), "ringback", TrapsOnTheWireTest::ringsBack);
        phone.ask(new PhoneCommand.HangUpCall(placed.call()));
        SipText cancel = peer.expect("CANCEL");
        peer.respond(placed.invite(), 200, "far", peer.contact(), sdp(30_000, "sendrecv"));
        peer.respond(cancel, 200, "far");
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), 200, "far");
        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: INVITE (1 INVITE)",
                        "peer: 180 (1 INVITE)",
                        "phone: CANCEL (1 CANCEL)",
                        "peer: 200 (1 INVITE)", // whose ACK and the 2xx to CANCEL may overtake each other
                        "phone: ACK (1 ACK)",
                        "phone: BYE (2 BYE)",
                        "peer: 200 (2 BYE)");
        CallEnd end =
                phone.await("the end", PhoneEvent.CallEnded.class, seen -> true).end();
        assertThat(end.side()).isEqualTo(CallEnd.Side.AGENT);
        assertThat(phone.events).noneMatch(PhoneEvent.CallConnected.class::isInstance);
    }

    /** RFC 3261 §9.1, §22: nobody who has hung up asks again because the first try was challenged, or wanted longer sessions. */
    @ParameterizedTest
    @CsvSource({
        "true, 401, WWW-Authenticate: Digest realm=\"pbx.example\";nonce=\"n\"",
        "false, 407, Proxy-Authenticate: Digest realm=\"pbx.example\";nonce=\"n\"",
        "true, 422, Min-SE: 3600"
    })
    void makesNoNewInviteOnceTheCallWasCancelled(boolean cancelSent, int status, String header) throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        if (cancelSent) {
            peer.respond(placed.invite(), 180, "far", peer.contact());
            awaitPlan(placed.call(), "ringback", TrapsOnTheWireTest::ringsBack);
        }
        phone.ask(new PhoneCommand.HangUpCall(placed.call()));
        if (cancelSent) {
            peer.respond(peer.expect("CANCEL"), 200, "far");
        }
        peer.respond(placed.invite(), status, "far", header.replace(';', ','));
        peer.expect("ACK");
        CallEnd end =
                phone.await("the end", PhoneEvent.CallEnded.class, seen -> true).end();
        assertThat(end.side()).isEqualTo(CallEnd.Side.AGENT);
        phone.leave(); // whatever else the call had to say would have come first
        assertThat(peer.ladder().stream().filter(line -> line.startsWith("phone: INVITE")))
                .hasSize(1);
    }

    /** RFC 3264 §8.4 and its old form: each is a hold, and so it is when it comes twice. */
    @ParameterizedTest
    @CsvSource({"sendonly, recvonly", "inactive, inactive", "0.0.0.0, recvonly"})
    void isHeldAndHeldOnceMoreByEachFormAndTakenBack(String form, String answer) throws Exception {
        LoopUnderTest.Placed placed = phone.talk();
        String hold = form.equals("0.0.0.0")
                ? LoopUnderTest.sdp("sendrecv").replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0")
                : LoopUnderTest.sdp(form);
        for (int cseq = 50; cseq < 52; cseq++) {
            reinvite(placed, cseq, hold, answer);
            MediaPlan held = awaitPlan(
                    placed.call(),
                    "silence to the far end",
                    plan -> !plan.direction().sends() || !sendsTo(plan));
            assertThat(held.stream()).isPresent();
        }
        phone.await("the hold", PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
        reinvite(placed, 52, LoopUnderTest.sdp("sendrecv"), "sendrecv");
        awaitPlan(placed.call(), "talk", plan -> plan.direction() == Direction.SENDRECV && sendsTo(plan));
        phone.await("the resume", PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
        assertThat(phone.events.stream().filter(PhoneEvent.CallHeldByFarEnd.class::isInstance))
                .as("a hold that comes twice is told once")
                .hasSize(2);
        assertThat(peer.ladder())
                .containsSubsequence(
                        "peer: INVITE (50 INVITE)",
                        "phone: 200 (50 INVITE)",
                        "peer: ACK (50 ACK)",
                        "peer: INVITE (51 INVITE)",
                        "phone: 200 (51 INVITE)",
                        "peer: ACK (51 ACK)",
                        "peer: INVITE (52 INVITE)",
                        "phone: 200 (52 INVITE)",
                        "peer: ACK (52 ACK)");
    }

    private static boolean sendsTo(MediaPlan plan) {
        return plan.stream()
                .map(RtpStream::remoteAddress)
                .filter("0.0.0.0"::equals)
                .isEmpty();
    }

    private void reinvite(LoopUnderTest.Placed placed, int cseq, String sdp, String answer) throws Exception {
        peer.send(phone.inDialog("INVITE", placed, cseq, peer.contact(), sdp));
        assertThat(peer.expectStatus(200).body()).contains("a=" + answer);
        peer.send(phone.inDialog("ACK", placed, cseq));
    }

    /** RFC 3264 §5.1: each side names the payload type that it wants to receive. */
    @Test
    void sendsDigitsUnderTheirPayloadTypeAndTakesThemUnderItsOwn() throws Exception {
        LoopUnderTest.Placed placed = phone.dial();
        assertThat(placed.invite().body()).contains("a=rtpmap:101 telephone-event/8000");
        String answer = LoopUnderTest.sdp("sendrecv").replace("101", "96");
        peer.respond(placed.invite(), 200, "far", peer.contact(), answer);
        peer.expect("ACK");
        RtpStream stream =
                awaitPlan(placed.call(), "talk", hears(30_000)).stream().orElseThrow();
        assertThat(stream.sendEventPayloadType()).isEqualTo(OptionalInt.of(96));
        assertThat(stream.receiveEventPayloadType()).isEqualTo(OptionalInt.of(101));
    }

    /** RFC 3261 §13.2.1: our offer is in the 2xx, their answer in the ACK, and only then is there sound. */
    @Test
    void offersInItsAnswerAndTalksByWhatTheAckSays() throws Exception {
        String from = "<sip:300@pbx.example>;tag=caller";
        String to = "<sip:1001@pbx.example>";
        peer.send(peer.request("INVITE", phone.contact(), from, to, "late-offer", 1, peer.contact()));
        CallId call = phone.await("a call", PhoneEvent.CallOffered.class, event -> true)
                .call();
        peer.expectStatus(180);
        phone.ask(new PhoneCommand.AnswerCall(call));
        SipText ok = peer.expectStatus(200);
        assertThat(ok.body()).contains("m=audio ", "a=sendrecv");
        assertThat(phone.media.plan(call).flatMap(MediaPlan::stream)).isEmpty();
        peer.send(
                peer.request("ACK", phone.contact(), from, ok.header("To"), "late-offer", 1, sdp(32_000, "sendrecv")));
        awaitPlan(call, "talk", hears(32_000));
        assertThat(ladderOf("ACK"))
                .containsExactly(
                        "peer: INVITE (1 INVITE)",
                        "phone: 180 (1 INVITE)",
                        "phone: 200 (1 INVITE)",
                        "peer: ACK (1 ACK)");
    }
}
