package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.Recording;

/** The phone on a real Asterisk 22. */
class AsteriskInteropTest extends OnAsterisk {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TrialPhone phone;

    @BeforeEach
    void start() {
        phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void registersTalksBothWaysAndUnregisters(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        CallId tone = phone.dial(Dialled.TONE);
        phone.awaitTone(Peers.TONE_HERTZ, 500);
        phone.hangUp(tone);
        assertThat(phone.awaitEnd(tone).cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        CallId echo = phone.dial(Dialled.ECHO);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
        phone.hangUp(echo);
        phone.awaitEnd(echo);
        phone.unregister();
        assertThat(asterisk.console("pjsip show contacts"))
                .doesNotContain("sip:" + asterisk.phone().user() + "@");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isCalledAnswersAndTalksBothWays(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        asterisk.originateCall("7275551212", asterisk.phone(), Dialled.ECHO);
        CallId call = phone.awaitOffered();
        assertThat(phone.snapshot().call(call).orElseThrow().party().number()).isEqualTo("7275551212");
        assertThat(phone.snapshot().call(call).orElseThrow().party().name()).isEqualTo("Pat Customer");
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
        phone.hangUp(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
    }

    @Test
    void isHeardByAsterisksOwnRecorder() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.RECORDS);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        TrialPhone.await(
                () -> phone.statistics(call).packetsSent() > 100,
                () -> "two seconds of speech, but sent "
                        + phone.statistics(call).packetsSent());
        phone.hangUp(call);
        phone.awaitEnd(call);
        TrialPhone.await(
                () -> {
                    try {
                        return Recording.read(asterisk.recording()).longestToneMillis(TrialPhone.AGENT_HERTZ) >= 1_500;
                    } catch (AssertionError | java.io.UncheckedIOException unfinished) {
                        return false;
                    }
                },
                () -> "our tone in " + asterisk.recording());
    }

    @Test
    void hearsEarlyMediaAndCancels() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.EARLY_MEDIA);
        phone.awaitPhase(call, CallView.Phase.EARLY_MEDIA);
        phone.awaitTone(Peers.TONE_HERTZ, 300);
        phone.hangUp(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
    }

    @Test
    void isToldBusy() {
        assertEnd(Dialled.BUSY, CallEnd.Cause.BUSY, ErrorCode.BUSY);
    }

    @Test
    void isToldCongestion() {
        assertEnd(Dialled.CONGESTION, CallEnd.Cause.UNAVAILABLE, ErrorCode.LINE_UNAVAILABLE);
    }

    @Test
    void isToldThatTheNumberIsUnknown() {
        assertEnd("699", CallEnd.Cause.NUMBER_UNKNOWN, ErrorCode.NUMBER_UNKNOWN);
    }

    private void assertEnd(String number, CallEnd.Cause cause, ErrorCode error) {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallEnd end = phone.awaitEnd(phone.dial(number));
        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.error()).contains(error);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void cancelsACallThatNobodyAnswers(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        CallId call = phone.dial(Dialled.NEVER_ANSWERS);
        phone.awaitPhase(call, CallView.Phase.RINGING);
        phone.hangUp(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
        assertNoChannels();
    }

    @Test
    void givesUpWhenNobodyAnswersForTooLong() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.NEVER_ANSWERS, Duration.ofSeconds(1));
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.NO_ANSWER);
        assertNoChannels();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isHungUpOn(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        CallId call = phone.dial(Dialled.HANGS_UP);
        phone.awaitTone(Peers.TONE_HERTZ, 500);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        assertThat(end.side()).isEqualTo(CallEnd.Side.FAR_END);
    }

    @Test
    void itsDigitsAreUnderstood() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.LISTENS_FOR_DIGITS);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.sendDigits(call, "19*0#");
        // Asterisk's Read takes # as the end of input, so it is sent last and not waited for.
        asterisk.awaitDigits("19*0", PATIENCE);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void understandsDigits() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.SENDS_DIGITS);
        TrialPhone.await(() -> phone.digitsHeard().equals("159#"), () -> "159#, but heard " + phone.digitsHeard());
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    /** Events count their duration up to 8.19 s; beyond that this peer counts on into their volume. */
    @Test
    void aKeyThatIsHeldForNineSecondsIsOneDigit() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.HOLDS_A_KEY);
        TrialPhone.await(() -> phone.digitsHeard().endsWith("8"), () -> "78, but heard " + phone.digitsHeard());
        assertThat(phone.digitsHeard()).isEqualTo("78");
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void rejectsACall() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
        CallId call = phone.awaitOffered();
        phone.reject(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.REJECTED);
        assertNoChannels();
    }

    @Test
    void missesACallWhoseCallerGivesUp() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
        CallId call = phone.awaitOffered();
        asterisk.hangUpEverything();
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MISSED);
    }

    @Test
    void sendsSilenceWhileMuted() {
        phone.register(Peers.account(asterisk, Transport.UDP));
        CallId call = phone.dial(Dialled.ECHO);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        phone.mute(call, true);
        TrialPhone.await(() -> phone.headset().ear().lastHertz() == 0, () -> "silence in the echo");
        long received = phone.statistics(call).packetsReceived();
        TrialPhone.await(() -> phone.statistics(call).packetsReceived() > received + 10, () -> "packets while muted");
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void saysThatThePasswordIsWrong() {
        phone.connect(Peers.account(asterisk, Transport.UDP, asterisk.phone().user(), "wrong"));
        awaitProblem(ErrorCode.CREDENTIALS_REFUSED);
    }

    private void awaitProblem(ErrorCode error) {
        TrialPhone.await(
                () -> phone.snapshot().registration().problem().equals(Optional.of(error)),
                () -> error + ", but is " + phone.snapshot().registration());
    }

    @Test
    void trustsNoForeignAuthority() {
        try (TrialPhone stranger = TrialPhone.start()) {
            stranger.connect(Peers.account(asterisk, Transport.TLS));
            TrialPhone.await(
                    () -> stranger.snapshot()
                            .registration()
                            .problem()
                            .equals(Optional.of(ErrorCode.CERTIFICATE_NOT_TRUSTED)),
                    () -> "an untrusted certificate, but is "
                            + stranger.snapshot().registration());
        }
    }

    @Test
    void answersSha256ChallengesOfRegisterAndInvite() {
        assertTalks(Behaviour.usual().challengingWith("SHA-256"));
    }

    @Test
    void choosesAmongTwoAlgorithms() {
        assertTalks(Behaviour.usual().challengingWith("MD5", "SHA-256"));
    }

    @Test
    void raisesItsLifetimeWhenAsteriskWantsLonger() {
        assertTalks(Behaviour.usual().withMinExpires(Duration.ofMinutes(20)));
    }

    private void assertTalks(Behaviour behaviour) {
        try (AsteriskPeer other = AsteriskPeer.start(behaviour)) {
            phone.register(Peers.account(other, Transport.UDP));
            CallId call = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            phone.awaitEnd(call);
            phone.unregister();
        }
    }
}
