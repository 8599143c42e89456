package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView;
import org.offhook.desktop.error.ErrorSentences;
import org.offhook.testkit.peer.FreePort;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** The phone behind a real Kamailio that record-routes, with sipp at the other end: the wire ladders are sipp's to judge. */
class KamailioInteropTest extends OnKamailio {
    private static final Timing BRIEF = new Timing(Duration.ofMillis(300), Duration.ofSeconds(1));

    private TrialPhone phone;

    @BeforeEach
    void start() {
        phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(kamailio));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void registersCallsHangsUpAndUnregisters(Transport transport) {
        try (SippPeer farEnd = farEnd(FarEnd.TALKS)) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = dial(farEnd);
            phone.awaitTone(Peers.TONE_HERTZ, 500);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
            farEnd.awaitDone(PATIENCE);
            phone.unregister();
        }
    }

    @ParameterizedTest
    @EnumSource(KamailioPeer.Digest.class)
    void answersChallengesOfRegisterAndInvite(KamailioPeer.Digest digest) {
        try (KamailioPeer other =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().challengingWith(digest));
                SippPeer farEnd = farEnd(FarEnd.ANSWERS)) {
            phone.register(Peers.account(other, Transport.UDP));
            CallId call = dial(farEnd);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            phone.hangUp(call);
            phone.awaitEnd(call);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void hearsItsOwnToneFromTheEcho() {
        try (SippPeer farEnd = farEnd(FarEnd.ANSWERS)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = dial(farEnd);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            phone.hangUp(call);
            phone.awaitEnd(call);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void hearsEarlyMediaThenTheAnswer(Transport transport) {
        try (SippPeer farEnd = SippPeer.farEnd(
                FarEnd.EARLY_MEDIA,
                InetAddress.getLoopbackAddress(),
                new Timing(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = dial(farEnd);
            phone.awaitPhase(call, CallView.Phase.EARLY_MEDIA);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.hangUp(call);
            phone.awaitEnd(call);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void isToldBusy() {
        try (SippPeer farEnd = farEnd(FarEnd.BUSY)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallEnd end = phone.awaitEnd(dial(farEnd));
            assertThat(end.cause()).isEqualTo(CallEnd.Cause.BUSY);
            assertThat(end.sipStatus()).isEqualTo(486);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void isToldThatTheNumberIsUnknown() {
        phone.register(Peers.account(kamailio, Transport.UDP));
        CallEnd end = phone.awaitEnd(phone.dial("5550142"));
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.NUMBER_UNKNOWN);
        assertThat(end.error()).contains(ErrorCode.NUMBER_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void cancelsACallThatNobodyAnswers(Transport transport) {
        try (SippPeer farEnd = farEnd(FarEnd.NEVER_ANSWERS)) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = dial(farEnd);
            phone.awaitPhase(call, CallView.Phase.RINGING);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isHungUpOn(Transport transport) {
        try (SippPeer farEnd = farEnd(FarEnd.HANGS_UP)) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = dial(farEnd);
            CallEnd end = phone.awaitEnd(call);
            assertThat(end.cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
            assertThat(end.side()).isEqualTo(CallEnd.Side.FAR_END);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isHeldAndTakenBackByWhoItCalled(Transport transport) {
        try (SippPeer farEnd = farEnd(FarEnd.HOLDS)) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = dial(farEnd);
            assertHeldTakenBackAndEnded(call);
            farEnd.awaitDone(PATIENCE);
            assertThat(farEnd.messages()).contains("a=recvonly");
        }
    }

    private void assertHeldTakenBackAndEnded(CallId call) {
        phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
        phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
        assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isCalledAnswersHearsAndIsHungUpOn(Transport transport) {
        phone.register(Peers.account(kamailio, transport));
        try (SippPeer caller = caller(Caller.CALLS)) {
            CallId call = phone.awaitOffered();
            assertThat(phone.snapshot().call(call).orElseThrow().party().number())
                    .isEqualTo("7275551212");
            phone.answer(call);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            caller.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isCalledAndHangsUp(Transport transport) {
        phone.register(Peers.account(kamailio, transport));
        try (SippPeer caller = caller(Caller.CALLS_UNTIL_HUNG_UP)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.AGENT);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void isHeldAndTakenBackByItsCaller() {
        phone.register(Peers.account(kamailio, Transport.UDP));
        try (SippPeer caller = caller(Caller.CALLS_AND_HOLDS)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            assertHeldTakenBackAndEnded(call);
            caller.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void missesACallWhoseCallerGivesUp(Transport transport) {
        phone.register(Peers.account(kamailio, transport));
        try (SippPeer caller = caller(Caller.CALLS_AND_GIVES_UP)) {
            CallId call = phone.awaitOffered();
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MISSED);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void makesTheOfferWhenAReinviteHasNone() {
        try (SippPeer farEnd = farEnd(FarEnd.ASKS_FOR_AN_OFFER)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = dial(farEnd);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void takesACallWithoutOffer() {
        phone.register(Peers.account(kamailio, Transport.UDP));
        try (SippPeer caller = caller(Caller.CALLS_WITHOUT_OFFER)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void offersInAReliable180ToWhoRequiresItAndTakesTheAnswerFromThePrack() {
        phone.register(Peers.account(kamailio, Transport.UDP));
        try (SippPeer caller = caller(Caller.CALLS_FOR_AN_EARLY_OFFER)) {
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            caller.awaitDone(PATIENCE);
        }
    }

    @Test
    void acknowledgesAndEndsACallWhoseAnswerCrossedTheCancel() {
        try (SippPeer farEnd = farEnd(FarEnd.ANSWERS_THE_CANCELLED)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = dial(farEnd);
            phone.awaitPhase(call, CallView.Phase.RINGING);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void answersAStaleNonceWithoutTroublingAnybody() throws Exception {
        try (KamailioPeer strict =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().withNonceLifetime(Duration.ofSeconds(1)));
                SippPeer farEnd = farEnd(FarEnd.TALKS)) {
            phone.register(Peers.account(strict, Transport.UDP));
            // The nonce of the registration dies meanwhile; what is asked later comes with stale=true.
            boolean cut = new CountDownLatch(1).await(2_100, TimeUnit.MILLISECONDS);
            assertThat(cut).isFalse();
            phone.unregister();
            phone.register(Peers.account(strict, Transport.UDP));
            CallId call = dial(farEnd);
            phone.awaitTone(Peers.TONE_HERTZ, 200);
            phone.hangUp(call);
            phone.awaitEnd(call);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void raisesItsLifetimeWhenKamailioWantsLonger() {
        try (KamailioPeer slow =
                KamailioPeer.start(KamailioPeer.Behaviour.usual().withMinExpires(Duration.ofMinutes(20)))) {
            phone.register(Peers.account(slow, Transport.UDP));
            phone.unregister();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void saysThatThePasswordIsWrong(Transport transport) {
        phone.connect(Peers.account(kamailio, transport, kamailio.phone().user(), "wrong"));
        awaitProblem(ErrorCode.CREDENTIALS_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void stopsAskingWhereItIsBarredAndRegistersWithTheNextGoodLogin(Transport transport) throws Exception {
        try (KamailioPeer strict = KamailioPeer.start();
                TrialPhone barred = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(strict));
                SippPeer farEnd = farEnd(FarEnd.TALKS)) {
            barred.connect(
                    Peers.account(strict, transport, KamailioPeer.BARRED.user(), KamailioPeer.BARRED.password()));
            TrialPhone.await(
                    () -> barred.snapshot().registration().problem().isPresent(),
                    () -> "a refusal, but is " + barred.snapshot().registration());
            RegistrationView refused = barred.snapshot().registration();
            assertThat(refused.status()).isNotEqualTo(RegistrationView.Status.REGISTERED);
            assertThat(refused.sipStatus()).isEqualTo(403);
            assertThat(new ErrorSentences().line(refused.problem().orElseThrow(), ""))
                    .isEqualTo("OH-202 The phone system says the extension or password is wrong.");
            assertThat(refused.nextAttempt())
                    .as("no password gets right by repetition")
                    .isEmpty();
            // Longer than the first back-off of any other failure, which is a second.
            boolean cut = new CountDownLatch(1).await(2_500, TimeUnit.MILLISECONDS);
            assertThat(cut).isFalse();
            assertThat(strict.registersSeen())
                    .as("one without and one with credentials")
                    .isEqualTo(2);

            barred.register(Peers.account(strict, transport));
            assertThat(barred.snapshot().registration().problem()).isEmpty();
            CallId call = barred.dial(KamailioPeer.numberOf(farEnd.address()));
            barred.awaitTone(Peers.TONE_HERTZ, 200);
            barred.hangUp(call);
            assertThat(barred.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void saysThatTheRegistrarIsSilent() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        phone.connect(nowhere(FreePort.udpAndTcp(loopback), Transport.UDP));
        TrialPhone.await(
                () -> phone.snapshot().registration().problem().isPresent(),
                () -> "a problem, but is " + phone.snapshot().registration());
        assertThat(phone.snapshot().registration().problem().orElseThrow())
                .isIn(ErrorCode.SERVER_SILENT, ErrorCode.CONNECTION_FAILED);
        assertThat(phone.snapshot().registration().nextAttempt()).isPresent();
    }

    @Test
    void saysThatNobodyListensThere() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        phone.connect(nowhere(FreePort.udpAndTcp(loopback), Transport.TCP));
        awaitProblem(ErrorCode.CONNECTION_FAILED);
    }

    private static Account nowhere(int port, Transport transport) {
        return Account.of("2101", "127.0.0.1", ServerAddress.of("127.0.0.1", port), transport, Secret.of("x"));
    }

    private void awaitProblem(ErrorCode error) {
        TrialPhone.await(
                () -> phone.snapshot().registration().problem().equals(Optional.of(error)),
                () -> error + ", but is " + phone.snapshot().registration());
    }

    private CallId dial(SippPeer farEnd) {
        return phone.dial(KamailioPeer.numberOf(farEnd.address()));
    }

    private static SippPeer farEnd(FarEnd kind) {
        return SippPeer.farEnd(kind, InetAddress.getLoopbackAddress(), BRIEF);
    }

    private static SippPeer caller(Caller kind) {
        return SippPeer.caller(kind, kamailio.udp(), kamailio.phone().user(), "7275551212", BRIEF);
    }
}
