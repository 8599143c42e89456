package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.RegistrationView;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** The connection to the exchange is lost under a call: the ordered messages that bring it back, or end it (RFC 3261 §14.1, §12.2.1.2). */
@Timeout(60)
class PathOnTheWireTest {
    private static LoopUnderTest phone(ScriptedSipPeer peer) throws Exception {
        return new LoopUnderTest(
                peer,
                PhoneSettings.of(7),
                PhoneUnderTest.account(ServerAddress.of("127.0.0.1", peer.port()), Transport.TCP));
    }

    private static void lose(ScriptedSipPeer peer) throws Exception {
        peer.hangUpConnection();
        registerAgain(peer);
    }

    private static void loseTheWay(ScriptedSipPeer peer, LoopUnderTest phone) throws Exception {
        peer.closeDoor();
        peer.hangUpConnection();
        awaitRefused(phone, 1);
    }

    /** Each try that found the door closed names the time of the next one. */
    private static void awaitRefused(LoopUnderTest phone, int times) {
        phone.await("refused connections", PhoneEvent.RegistrationChanged.class, seen -> refusals(phone) >= times);
    }

    private static long refusals(LoopUnderTest phone) {
        return phone.events.stream()
                .filter(PhoneEvent.RegistrationChanged.class::isInstance)
                .map(event -> ((PhoneEvent.RegistrationChanged) event).registration())
                .filter(seen -> seen.problem().isPresent())
                .flatMap(seen -> seen.nextAttempt().stream())
                .distinct()
                .count();
    }

    /** An ACK during which the connection ended is in doubt, and goes out once more. */
    private static SipText nextButAck(ScriptedSipPeer peer) throws Exception {
        SipText next = peer.next();
        return next.firstLine().startsWith("ACK ") ? peer.next() : next;
    }

    private static void registerAgain(ScriptedSipPeer peer) throws Exception {
        SipText register = nextButAck(peer);
        assertThat(register.firstLine()).startsWith("REGISTER ");
        accept(peer, register);
    }

    private static void accept(ScriptedSipPeer peer, SipText register) throws Exception {
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
    }

    @Test
    void reinvitesTheCallOnTheNewConnectionAfterTheRegistration() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            LoopUnderTest.Placed placed = phone.talk();
            lose(peer);
            SipText again = peer.expect("INVITE");
            assertThat(again.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
            assertThat(again.cseq()).isEqualTo(placed.invite().cseq() + 1);
            assertThat(again.header("Contact")).contains("transport=tcp");
            assertThat(again.body()).contains("c=IN IP4 127.0.0.1", "a=sendrecv");
            peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
            peer.expect("ACK");
            assertThat(phone.view(placed.call()).live()).isTrue();
        }
    }

    @Test
    void tellsItAgainTwoToFourSecondsAfterItCollided() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            phone.talk();
            lose(peer);
            SipText first = peer.expect("INVITE");
            peer.respond(first, 491, LoopUnderTest.FAR);
            peer.expect("ACK");
            long refused = System.nanoTime();
            SipText again = peer.expect("INVITE");
            assertThat(System.nanoTime() - refused)
                    .as("RFC 3261 §14.1: the owner of the Call-ID waits 2.1 to 4 s")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
            assertThat(again.cseq()).isEqualTo(first.cseq() + 1);
            assertThat(again.header("Contact")).isEqualTo(first.header("Contact"));
            assertThat(again.body()).contains("c=IN IP4 127.0.0.1", "a=sendrecv");
            peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
            peer.expect("ACK");
        }
    }

    @Test
    void registersAndReinvitesAfterASleep() throws Exception {
        AtomicLong slept = new AtomicLong();
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                LoopUnderTest phone = new LoopUnderTest(
                        peer,
                        PhoneSettings.of(7),
                        PhoneUnderTest.account(ServerAddress.of("127.0.0.1", peer.port()), Transport.UDP),
                        new JainSignalling(
                                PhoneUnderTest.settings(), () -> System.currentTimeMillis() + slept.get()))) {
            LoopUnderTest.Placed placed = phone.talk();
            slept.set(TimeUnit.HOURS.toMillis(1));
            SipText register = peer.expect("REGISTER");
            peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
            SipText again = peer.expect("INVITE");
            assertThat(again.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
            assertThat(again.header("Contact"))
                    .isEqualTo(register.header("Contact").split(";", 2)[0]);
            peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
            peer.expect("ACK");
            assertThat(peer.ladder())
                    .containsSubsequence(
                            "phone: REGISTER (2 REGISTER)",
                            "peer: 200 (2 REGISTER)",
                            "phone: INVITE (2 INVITE)",
                            "peer: 200 (2 INVITE)",
                            "phone: ACK (2 ACK)");
            assertThat(phone.view(placed.call()).live()).isTrue();
        }
    }

    @Test
    void tellsTheFarEndWhereARouterMapsItsSocketsNow() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            LoopUnderTest.Placed placed = phone.talk();
            phone.media.remap(placed.call(), new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_007));
            SipText told = peer.expect("INVITE");
            assertThat(told.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
            assertThat(told.cseq()).isEqualTo(placed.invite().cseq() + 1);
            assertThat(told.header("Contact")).isEqualTo(placed.invite().header("Contact"));
            assertThat(told.body())
                    .contains("c=IN IP4 203.0.113.9", "m=audio 61000 RTP/AVP 0", "a=rtcp:61007", "a=sendrecv");
            peer.respond(told, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
            peer.expect("ACK");
            phone.media.remap(placed.call(), new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_007));
            assertThat(peer.isQuietFor(2_500)).as("it knows that").isTrue();
        }
    }

    @Test
    void endsTheCallThatTheExchangeKnowsNoMore() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            phone.talk();
            lose(peer);
            peer.respond(peer.expect("INVITE"), 481, LoopUnderTest.FAR);
            peer.expect("ACK");
            peer.respond(peer.expect("BYE"), 481, LoopUnderTest.FAR);
            CallEnd end = phone.await("the end", PhoneEvent.CallEnded.class, seen -> true)
                    .end();
            assertThat(end.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
            assertThat(end.error()).contains(ErrorCode.CONNECTION_LOST);
        }
    }

    @Test
    void aCallThatIsBeingSetUpEndsWithItsTransaction() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            phone.dial();
            lose(peer);
            CallEnd end = phone.await("the end", PhoneEvent.CallEnded.class, seen -> true)
                    .end();
            assertThat(end.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
            assertThat(end.side()).isEqualTo(CallEnd.Side.NETWORK);
        }
    }

    @Test
    void keepsACallWhoseHoldFoundNoWayAndTellsTheHoldOnTheNext() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            LoopUnderTest.Placed placed = phone.talk();
            loseTheWay(peer, phone);
            phone.ask(new PhoneCommand.HoldCall(placed.call(), true));
            awaitRefused(
                    phone, 2); // in the order in which they were asked for, so what was asked before was refused too
            peer.openDoor();
            SipText again = nextButAck(peer);
            if (again.firstLine().startsWith("REGISTER ")) { // whichever is due first
                accept(peer, again);
                again = peer.next();
            }
            assertThat(again.firstLine()).startsWith("INVITE ");
            assertThat(again.body()).contains("a=sendonly");
            peer.respond(again, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
            peer.expect("ACK");
            assertThat(phone.view(placed.call()).live()).isTrue();
        }
    }

    @Test
    void saysGoodByeOnTheNextWayWhenThereWasNone() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            LoopUnderTest.Placed placed = phone.talk();
            loseTheWay(peer, phone);
            phone.ask(new PhoneCommand.HangUpCall(placed.call()));
            phone.await("the end", PhoneEvent.CallEnded.class, seen -> true);
            awaitRefused(
                    phone, 2); // in the order in which they were asked for, so what was asked before was refused too
            peer.openDoor();
            SipText next = nextButAck(peer);
            SipText bye = next.firstLine().startsWith("REGISTER ") ? peer.next() : next; // whichever is due first
            assertThat(bye.firstLine()).startsWith("BYE ");
            assertThat(bye.header("Call-ID")).isEqualTo(placed.invite().header("Call-ID"));
            peer.respond(bye, 200, LoopUnderTest.FAR);
        }
    }

    @Test
    void asksAnExchangeThatIsStartingAgainSoon() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                LoopUnderTest phone = phone(peer)) {
            loseTheWay(peer, phone);
            peer.openDoor();
            SipText forgotten = peer.expect("REGISTER");
            long asked = System.nanoTime();
            SipText again = peer.expect("REGISTER");
            assertThat(System.nanoTime() - asked)
                    .as("far less than a silent registrar is waited for")
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(3_500));
            assertThat(again.cseq()).isEqualTo(forgotten.cseq() + 1);
            accept(peer, again);
            phone.await(
                    "the registration",
                    PhoneEvent.RegistrationChanged.class,
                    seen -> seen.registration().status() == RegistrationView.Status.REGISTERED);
        }
    }
}
