package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** SIP's extensions on an Asterisk 22 that insists on them. */
@Tag("interop")
class AsteriskProtocolInteropTest {
    /** The shortest session that there is. */
    private static final Duration SHORTEST = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What happens between a registered phone and an Asterisk that writes its messages down. */
    private interface Scene {
        void play(AsteriskPeer asterisk, TrialPhone phone);
    }

    private static void on(List<String> endpoint, Scene scene) {
        Behaviour behaviour = Behaviour.usual().withEndpoint(endpoint.toArray(String[]::new));
        try (AsteriskPeer asterisk = AsteriskPeer.start(behaviour);
                TrialPhone phone = TrialPhone.start(
                        InetAddress.getLoopbackAddress(), settings -> settings.withSessionInterval(SHORTEST))) {
            phone.register(Peers.account(asterisk, Transport.UDP));
            asterisk.logMessages();
            scene.play(asterisk, phone);
        }
    }

    private static void endAndAssertTalked(TrialPhone phone, CallId call) {
        assertThat(phone.snapshot().call(call).map(CallView::phase)).contains(CallView.Phase.CONNECTED);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    /** Both refreshes of two whole intervals. */
    private static void awaitTwo(AsteriskPeer asterisk, String message) {
        for (int i = 0; i < 2; i++) {
            asterisk.log().await(Pattern.compile(message), asterisk.log().size(), Duration.ofMinutes(1));
        }
    }

    /** Side by side, because each waits a minute and a half for two refreshes. */
    @Test
    void keepsACallAliveWhicheverSideRefreshesIt() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<?> ours = both.submit(AsteriskProtocolInteropTest::refreshesACallWhoseSessionAsteriskLimits);
            Future<?> theirs = both.submit(AsteriskProtocolInteropTest::isRefreshedByAsterisk);
            ours.get();
            theirs.get();
        }
    }

    private static void refreshesACallWhoseSessionAsteriskLimits() {
        on(List.of("timers = required", "timers_min_se = 90", "timers_sess_expires = 90"), (asterisk, phone) -> {
            CallId call = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            asterisk.log().await(Pattern.compile("Session-Expires: 90;refresher=uac"), PATIENCE);
            asterisk.console("rtcp set debug on");
            awaitTwo(asterisk, "^UPDATE sip:");
            assertReported(asterisk, phone, call);
            endAndAssertTalked(phone, call);
        });
    }

    /** A minute and a half of reports both ways (RFC 3550 §6): each side works out loss and round trip from the other's. */
    private static void assertReported(AsteriskPeer asterisk, TrialPhone phone, CallId call) {
        List<String> lines = asterisk.log().lines();
        assertThat(lines)
                .anyMatch(line -> line.contains("PT: 200 (Sender Report)"))
                .anyMatch(line -> line.contains("PT: 202 (Source Description)"))
                .anyMatch(Pattern.compile("Fraction lost: +0").asPredicate())
                .anyMatch(Pattern.compile("RTT: +0\\.[0-9]+ ?\\(sec\\)").asPredicate());
        long reports =
                lines.stream().filter(line -> line.contains("RTCP from ")).count();
        assertThat(reports).as("every 2.5 to 7.5 s").isBetween(8L, 80L);
        assertThat(phone.statistics(call).roundTripMillis()).isBetween(0.0, 1_000.0);
        assertThat(phone.statistics(call).sentLossPercent()).isBetween(0.0, 5.0);
    }

    private static void isRefreshedByAsterisk() {
        on(List.of("timers = always", "timers_min_se = 90", "timers_sess_expires = 90"), (asterisk, phone) -> {
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
            CallId call = phone.awaitOffered();
            phone.answer(call);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            asterisk.log().await(Pattern.compile("Session-Expires: 90;refresher="), PATIENCE);
            awaitTwo(asterisk, "^(UPDATE|INVITE) sip:");
            endAndAssertTalked(phone, call);
        });
    }

    /** By OPTIONS, as most exchanges look after their phones. */
    @Test
    void isThereWheneverAsteriskAsks() {
        on(List.of(), (asterisk, phone) -> {
            int before = asterisk.log().size();
            asterisk.console("pjsip qualify " + asterisk.phone().user());
            for (String line :
                    List.of("^OPTIONS sip:" + asterisk.phone().user() + "@", "^SIP/2.0 200 ", "^Allow: .*BYE")) {
                asterisk.log().await(Pattern.compile(line), before, PATIENCE);
            }
        });
    }

    @Test
    void acknowledgesProvisionalResponsesThatAsteriskWants() {
        on(List.of("100rel = required"), (asterisk, phone) -> {
            CallId early = phone.dial(Dialled.EARLY_MEDIA);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            asterisk.log().await(Pattern.compile("^PRACK sip:"), PATIENCE);
            phone.hangUp(early);
            phone.awaitEnd(early);
            CallId call = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            endAndAssertTalked(phone, call);
        });
    }

    @Test
    void ringsReliablyForAnAsteriskThatRequiresIt() {
        on(List.of("100rel = required"), (asterisk, phone) -> {
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
            CallId call = phone.awaitOffered();
            asterisk.log().await(Pattern.compile("^RSeq: "), PATIENCE);
            asterisk.log().await(Pattern.compile("^PRACK sip:"), PATIENCE);
            phone.answer(call);
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            endAndAssertTalked(phone, call);
        });
    }

    /** Some answers are sent before the PRACK is here, some after it. */
    @Test
    void answersByItselfBeforeItsRingingIsAcknowledged() {
        on(List.of("100rel = required"), (asterisk, phone) -> {
            phone.rule(invite -> new IncomingRuling.Answer(Duration.ZERO));
            for (int i = 0; i < 5; i++) {
                phone.headset().listenAnew();
                asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
                phone.awaitTone(Peers.TONE_HERTZ, 200);
                CallId call = phone.snapshot().calls().getFirst().id();
                endAndAssertTalked(phone, call);
            }
            assertThat(asterisk.log().lines()).noneMatch(line -> line.startsWith("SIP/2.0 481 "));
        });
    }

    @Test
    void exchangesDigitsByInfo() {
        on(List.of("dtmf_mode = info"), (asterisk, phone) -> {
            CallId listening = phone.dial(Dialled.LISTENS_FOR_DIGITS);
            phone.awaitPhase(listening, CallView.Phase.CONNECTED);
            phone.sendDigits(listening, "19*0");
            asterisk.awaitDigits("19*0", PATIENCE);
            asterisk.log().await(Pattern.compile("^INFO sip:"), PATIENCE);
            phone.hangUp(listening);
            phone.awaitEnd(listening);
            CallId sending = phone.dial(Dialled.SENDS_DIGITS);
            TrialPhone.await(() -> phone.digitsHeard().equals("159#"), () -> "159#, but heard " + phone.digitsHeard());
            phone.hangUp(sending);
            phone.awaitEnd(sending);
        });
    }
}
