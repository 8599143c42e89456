package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Secret;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** What far ends do that most do not: branches, collisions, realms and refusals, by sipp through a real Kamailio. */
class OddFarEndsInteropTest extends OnKamailio {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Timing BRIEF = new Timing(Duration.ofMillis(300), Duration.ofMillis(500));
    private static final String CUSTOMER = "7275551212";

    private TrialPhone phone;

    @BeforeEach
    void start() {
        phone = TrialPhone.start();
        phone.register(Peers.account(kamailio, Transport.UDP));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static String number() {
        return kamailio.phone().user();
    }

    private static SippPeer caller(Caller kind, Timing timing) {
        return SippPeer.caller(kind, kamailio.udp(), number(), CUSTOMER, timing);
    }

    @Test
    void talksToTheBranchThatAnswersFirstAndHangsUpTheOther() {
        try (SippPeer first = SippPeer.farEnd(FarEnd.TALKS, LOOPBACK, BRIEF);
                SippPeer other = SippPeer.farEnd(FarEnd.ANSWERS_THE_CANCELLED)) {
            CallId call = phone.dial(KamailioPeer.numberOf(first.address(), other.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            other.awaitDone(PATIENCE); // its 200 got its ACK and its BYE
            phone.headset().listenAnew();
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.AGENT);
            first.awaitDone(PATIENCE);
        }
    }

    @Test
    void hearsTheBranchThatPlaysWhileAnotherOneRings() {
        Timing late = new Timing(Duration.ofSeconds(2), Duration.ofMillis(500));
        try (SippPeer plays = SippPeer.farEnd(FarEnd.EARLY_MEDIA, LOOPBACK, late);
                SippPeer rings = SippPeer.farEnd(FarEnd.NEVER_ANSWERS)) {
            CallId call = phone.dial(KamailioPeer.numberOf(plays.address(), rings.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.snapshot().call(call).map(CallView::phase)).hasValue(CallView.Phase.EARLY_MEDIA);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            rings.awaitDone(PATIENCE);
            phone.hangUp(call);
            phone.awaitEnd(call);
            plays.awaitDone(PATIENCE);
        }
    }

    @Test
    void yieldsWhenItsHoldCollidesAndGivesALongerSessionWhenItIsAskedAgain() {
        try (SippPeer farEnd = SippPeer.farEnd(FarEnd.GLARES, LOOPBACK, BRIEF)) {
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hold(call, true);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void sendsNothingToWhoHoldsByTheAddressZero() {
        try (SippPeer farEnd = SippPeer.holderByAddress(new Timing(Duration.ofMillis(300), Duration.ofSeconds(2)))) {
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
            long sent = phone.statistics(call).packetsSent();
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
            assertThat(phone.statistics(call).packetsSent() - sent)
                    .as("packets of two seconds, but for those at their ends")
                    .isLessThan(25);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void provesItselfInTheRealmOfTheProxyAndInThatBehindIt() {
        Extension behind = new Extension("desk7", "wren-well-77");
        phone.register(Peers.account(kamailio, Transport.UDP)
                .withCredentials(
                        List.of(new Credential("gateway.offhook.test", behind.user(), Secret.of(behind.password())))));
        try (SippPeer farEnd = SippPeer.challenger("gateway.offhook.test", behind)) {
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.BUSY);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void callsWhomTheCalledOneNames() {
        try (SippPeer there = SippPeer.farEnd(FarEnd.TALKS, LOOPBACK, BRIEF);
                SippPeer moved = SippPeer.redirector(BRIEF, kamailio.udp(), KamailioPeer.numberOf(there.address()))) {
            CallId call = phone.dial(KamailioPeer.numberOf(moved.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            moved.awaitDone(PATIENCE);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.AGENT);
            there.awaitDone(PATIENCE);
        }
    }

    @Test
    void tellsWhatItDoesAndRefusesWhatItDoesNot() {
        try (SippPeer caller = caller(Caller.PROBES, BRIEF)) {
            caller.awaitDone(PATIENCE);
            assertThat(phone.events()).noneMatch(PhoneEvent.CallOffered.class::isInstance);
        }
    }

    @Test
    void hangsUpACallWhoseAckIsLost() {
        try (SippPeer caller = caller(Caller.NEVER_ACKNOWLEDGES, BRIEF)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            caller.awaitDone(Duration.ofSeconds(45));
            CallEnd end = phone.awaitEnd(call);
            assertThat(end.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
            assertThat(end.error()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Call-Info: <sip:kamailio.offhook.test>;answer-after=0",
                "Alert-Info: <http://kamailio.offhook.test>;info=alert-autoanswer;delay=0",
                "Alert-Info: Auto Answer",
                "Answer-Mode: Auto"
            })
    void answersByItselfForEachFormOfTheWish(String header) {
        phone.rule(invite -> invite.wishes()
                .answerAfter()
                .<IncomingRuling>map(IncomingRuling.Answer::new)
                .orElse(IncomingRuling.RING));
        try (SippPeer caller = SippPeer.callerSaying(kamailio.udp(), number(), CUSTOMER, BRIEF, header)) {
            phone.awaitTone(Peers.TONE_HERTZ, 200);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void showsEachPartyOfATwoLegCallTheNumberThatThePlanSays() {
        try (SippPeer one = SippPeer.farEnd(FarEnd.TALKS);
                SippPeer other = SippPeer.farEnd(FarEnd.BUSY)) {
            TwoLegCalls.Running call = phone.legs()
                    .start(
                            KamailioPeer.numberOf(one.address()),
                            new LegTarget.Dialled(KamailioPeer.numberOf(other.address()), "8005550199"),
                            Joining.BETWEEN_PARTIES);
            TrialLegs.end(call);
            other.awaitDone(PATIENCE);
            assertThat(other.messages()).containsPattern("P-Preferred-Identity: ?.*<sip:8005550199@");
            assertThat(one.messages()).doesNotContain("8005550199");
        }
    }
}
