package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView;
import org.offhook.practice.HeardCall;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.practice.digest.DigestAlgorithm;
import org.offhook.practice.farend.FarEndEffect.Ending;

/** The phone registers with the practice exchange and dials every number of its directory; each side hears the other by tone. */
class PracticeCallTest {
    private static final PracticeSettings QUICK =
            PracticeSettings.USUAL.withRingFor(Duration.ofMillis(300)).withHangUpAfter(Duration.ofSeconds(1));

    private PracticeExchange exchange;
    private TrialPhone phone;

    @BeforeEach
    void start() throws Exception {
        exchange = PracticeExchange.start(QUICK);
        phone = TrialPhone.start();
    }

    @AfterEach
    void stop() {
        phone.close();
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void registersCallsIsHeardAndUnregisters(Transport transport) {
        phone.register(exchange.account("501", transport));
        assertThat(exchange.registered("501")).isTrue();
        CallId call = phone.dial(PracticeDirectory.CUSTOMER);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 400);
        awaitHeardByFarEnd(400);
        phone.hangUp(call);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        assertThat(end.side()).isEqualTo(CallEnd.Side.AGENT);
        awaitEnding(Ending.PHONE_HUNG_UP);
        phone.unregister();
        assertThat(exchange.registered("501")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void answersEachDigestAlgorithm(DigestAlgorithm algorithm) throws Exception {
        try (PracticeExchange one = PracticeExchange.start(QUICK.withAlgorithms(List.of(algorithm)))) {
            phone.register(one.account());
            CallId call = phone.dial(PracticeDirectory.ECHO);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            phone.hangUp(call);
            phone.awaitEnd(call);
            phone.unregister();
        }
    }

    @Test
    void raisesItsLifetimeWhenTheRegistrarWantsLonger() throws Exception {
        try (PracticeExchange slow =
                PracticeExchange.start(QUICK.withRegistrationBetween(Duration.ofMinutes(20), Duration.ofHours(1)))) {
            phone.register(slow.account());
            assertThat(slow.registered("501")).isTrue();
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        Account right = exchange.account();
        phone.connect(Account.of(right.extension(), right.domain(), right.server(), Transport.UDP, Secret.of("wrong")));
        TrialPhone.await(
                () -> phone.snapshot().registration().problem().equals(Optional.of(ErrorCode.CREDENTIALS_REFUSED)),
                () -> "refused credentials, but is " + phone.snapshot().registration());
        assertThat(phone.snapshot().registration().status()).isNotEqualTo(RegistrationView.Status.REGISTERED);
    }

    @Test
    void hearsTheCustomerUnderAClickedNumber() {
        phone.register(exchange.account());
        CallId call = phone.dial("+17275550142");
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 200);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void isToldBusy() {
        assertEnd(PracticeDirectory.BUSY, CallEnd.Cause.BUSY, ErrorCode.BUSY, 486);
    }

    @Test
    void isToldThatTheNumberIsUnknown() {
        assertEnd(PracticeDirectory.NOBODY, CallEnd.Cause.NUMBER_UNKNOWN, ErrorCode.NUMBER_UNKNOWN, 404);
    }

    @Test
    void isDeclined() {
        assertEnd(PracticeDirectory.DECLINES, CallEnd.Cause.DECLINED, ErrorCode.DECLINED, 603);
    }

    private void assertEnd(String number, CallEnd.Cause cause, ErrorCode error, int status) {
        phone.register(exchange.account());
        CallId call = phone.dial(number);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.error()).contains(error);
        assertThat(end.sipStatus()).isEqualTo(status);
    }

    @Test
    void playsRingbackAndCancelsWhenTheAgentGivesUp() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.NEVER_ANSWERS);
        phone.awaitPhase(call, CallView.Phase.RINGING);
        TrialPhone.await(() -> phone.headset().ear().loudestDbov() > -35, () -> "ringback");
        phone.hangUp(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
        awaitEnding(Ending.PHONE_CANCELLED);
    }

    @Test
    void givesUpByItselfWhenNobodyAnswers() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.NEVER_ANSWERS, Duration.ofSeconds(1));
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.NO_ANSWER);
    }

    @Test
    void isHungUpOn() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.HANGS_UP);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        assertThat(end.side()).isEqualTo(CallEnd.Side.FAR_END);
        awaitEnding(Ending.FAR_END_HUNG_UP);
    }

    @Test
    void hearsEarlyMedia() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.EARLY_MEDIA);
        phone.awaitPhase(call, CallView.Phase.EARLY_MEDIA);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 200);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void sendsAndHearsDigits() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.KEYS_DIGITS);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.sendDigits(call, "0123456789*#");
        TrialPhone.await(
                () -> phone.digitsHeard().equals(PracticeDirectory.KEYED_DIGITS),
                () -> "digits, but heard " + phone.digitsHeard());
        TrialPhone.await(
                () -> lastReport().digits().equals("0123456789*#"),
                () -> "digits at the far end, but " + lastReport().digits());
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void isHeldAndTakenBack() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.HOLDS);
        phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
        phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
        phone.headset().listenAnew();
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 200);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void holdsAndTakesBackAndNeitherHearsTheOtherMeanwhile() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.CUSTOMER);
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 300);
        awaitHeardByFarEnd(300);
        phone.hold(call, true);
        TrialPhone.await(() -> phone.headset().ear().lastHertz() == 0, () -> "silence at the agent's ear");
        long packets = lastReport().packetsReceived();
        TrialPhone.await(() -> lastReport().packetsReceived() > packets + 10, () -> "packets while on hold");
        int heard = lastReport().heardMillis(TrialPhone.AGENT_HERTZ);
        long later = lastReport().packetsReceived();
        TrialPhone.await(() -> lastReport().packetsReceived() > later + 25, () -> "more packets while on hold");
        assertThat(lastReport().heardMillis(TrialPhone.AGENT_HERTZ))
                .as("the customer hears nothing of the agent")
                .isLessThanOrEqualTo(heard + 20);
        phone.hold(call, false);
        phone.awaitEvent(PhoneEvent.CallHeld.class, event -> !event.held());
        phone.headset().listenAnew();
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 300);
        TrialPhone.await(
                () -> lastReport().heardMillis(TrialPhone.AGENT_HERTZ) > heard + 200, () -> "our tone once more");
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void hearsOneOfTwoCallsAtATime() {
        phone.register(exchange.account());
        CallId first = phone.dial(PracticeDirectory.CUSTOMER);
        phone.awaitTone(PracticeDirectory.CUSTOMER_HERTZ, 300);
        exchange.callIn("501", Duration.ZERO);
        CallId second = phone.awaitOffered();
        phone.answer(second);
        phone.awaitPhase(second, CallView.Phase.CONNECTED);
        awaitOnly(PracticeDirectory.CALLER_HERTZ);
        phone.swap();
        awaitOnly(PracticeDirectory.CUSTOMER_HERTZ);
        phone.swap();
        awaitOnly(PracticeDirectory.CALLER_HERTZ);
        phone.hangUp(second);
        phone.awaitEnd(second);
        assertThat(phone.snapshot().call(first).orElseThrow().held()).isTrue();
        phone.hold(first, false);
        awaitOnly(PracticeDirectory.CUSTOMER_HERTZ);
        phone.hangUp(first);
        phone.awaitEnd(first);
    }

    /** Waits until the agent hears this tone, and then nothing but it. */
    private void awaitOnly(int hertz) {
        TrialPhone.await(() -> Math.abs(phone.headset().ear().lastHertz() - hertz) < 15, () -> hertz + " Hz");
        phone.headset().listenAnew();
        phone.awaitTone(hertz, 300);
        int other = hertz == PracticeDirectory.CALLER_HERTZ
                ? PracticeDirectory.CUSTOMER_HERTZ
                : PracticeDirectory.CALLER_HERTZ;
        assertThat(phone.heardMillis(other)).as("the call on hold").isLessThanOrEqualTo(20);
    }

    @Test
    void sendsSilenceWhileMuted() {
        phone.register(exchange.account());
        CallId call = phone.dial(PracticeDirectory.ECHO);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        phone.mute(call, true);
        // What was said before the mute is still on its way; after that the echo falls silent while packets go on.
        TrialPhone.await(() -> phone.headset().ear().lastHertz() == 0, () -> "silence in the echo");
        long packets = lastReport().packetsReceived();
        TrialPhone.await(() -> lastReport().packetsReceived() > packets + 10, () -> "packets while muted");
        phone.mute(call, false);
        TrialPhone.await(
                () -> Math.abs(phone.headset().ear().lastHertz() - TrialPhone.AGENT_HERTZ) < 15, () -> "the echo");
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void isCalledAnswersAndTalks(Transport transport) {
        phone.register(exchange.account("501", transport));
        exchange.callIn("501", Duration.ZERO);
        CallId call = phone.awaitOffered();
        assertThat(phone.snapshot().call(call).orElseThrow().party().number()).isEqualTo("+17275550199");
        TrialPhone.await(() -> phone.headset().ringer().loudestDbov() > -40, () -> "the ringer");
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(PracticeDirectory.CALLER_HERTZ, 200);
        awaitHeardByFarEnd(200);
        phone.hangUp(call);
        phone.awaitEnd(call);
        awaitEnding(Ending.PHONE_HUNG_UP);
    }

    @Test
    void rejectsACall() {
        phone.register(exchange.account());
        exchange.callIn("501", Duration.ZERO);
        CallId call = phone.awaitOffered();
        phone.reject(call);
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.REJECTED);
        awaitEnding(Ending.PHONE_REFUSED);
    }

    @Test
    void missesACallWhoseCallerGivesUp() {
        phone.register(exchange.account());
        exchange.callIn("501", Duration.ZERO);
        CallId call = phone.awaitOffered();
        exchange.hangUpAll();
        assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MISSED);
    }

    @Test
    void isCalledBack() {
        phone.register(exchange.account());
        CallId first = phone.dial(PracticeDirectory.CALLS_BACK);
        phone.awaitEnd(first);
        CallId second = phone.awaitOffered();
        phone.answer(second);
        phone.awaitTone(PracticeDirectory.CALLER_HERTZ, 200);
        phone.hangUp(second);
        phone.awaitEnd(second);
    }

    @Test
    void dialsTenTimesInOneRegistration() {
        phone.register(exchange.account());
        for (int i = 0; i < 10; i++) {
            CallId call = phone.dial(PracticeDirectory.TEST_TONE);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(PracticeDirectory.TEST_TONE_HERTZ, 100);
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
        assertThat(exchange.heard()).hasSize(10);
    }

    @Test
    void noticesThatTheExchangeIsGone() {
        phone.register(exchange.account("501", Transport.TCP));
        exchange.close();
        TrialPhone.await(
                () -> phone.snapshot().registration().status() == RegistrationView.Status.LOST,
                () -> "a lost registration, but is " + phone.snapshot().registration());
    }

    private void awaitHeardByFarEnd(int millis) {
        TrialPhone.await(
                () -> lastReport().heardMillis(TrialPhone.AGENT_HERTZ) >= millis,
                () -> "our tone at the far end, which heard " + lastReport());
    }

    private void awaitEnding(Ending ending) {
        TrialPhone.await(
                () -> lastReport().ending().equals(Optional.of(ending)), () -> ending + ", but " + lastReport());
    }

    private HeardCall lastReport() {
        return exchange.heard().getLast();
    }
}
