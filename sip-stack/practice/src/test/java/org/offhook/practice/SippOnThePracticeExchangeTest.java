package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.practice.digest.DigestAlgorithm;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Phone;
import org.offhook.testkit.peer.SippPeer.Timing;

/** A real sipp is the phone: what our own phone and the practice exchange might agree on wrongly, it would not accept. */
@Tag("interop")
class SippOnThePracticeExchangeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SIPP_HERTZ = 440;
    private static final Timing TALK = new Timing(Duration.ofMillis(300), Duration.ofSeconds(2));

    private PracticeExchange exchange;

    @BeforeEach
    void start() throws Exception {
        exchange = PracticeExchange.start(PracticeSettings.USUAL
                .withAlgorithms(List.of(DigestAlgorithm.MD5))
                .withRingFor(Duration.ofMillis(300)));
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void sippRegistersAndLeaves() {
        try (SippPeer sipp = sipp(Phone.REGISTERS, PracticeDirectory.CUSTOMER)) {
            sipp.awaitDone(PATIENCE);
            assertThat(sipp.messages()).contains("expires=300");
        }
        assertThat(exchange.registered(exchange.account().extension())).isFalse();
    }

    @Test
    void sippCallsAndIsHeard() {
        try (SippPeer sipp = sipp(Phone.PHONES, PracticeDirectory.CUSTOMER)) {
            sipp.awaitDone(PATIENCE);
        }
        HeardCall heard = exchange.heard().getLast();
        assertThat(heard.ending()).contains(Ending.PHONE_HUNG_UP);
        assertThat(heard.heardMillis(SIPP_HERTZ)).isGreaterThan(1_000);
    }

    @Test
    void sippHearsEarlyMediaBeforeTheAnswer() {
        try (SippPeer sipp = sipp(Phone.PHONES, PracticeDirectory.EARLY_MEDIA)) {
            sipp.awaitDone(PATIENCE);
            assertThat(sipp.messages()).contains("SIP/2.0 183");
        }
    }

    /** The exchange calls a sipp that is registered with it. */
    private SippPeer called(FarEnd kind) {
        SippPeer registering = sipp(Phone.REGISTERS_AND_STAYS, PracticeDirectory.CUSTOMER);
        registering.awaitDone(PATIENCE);
        registering.close();
        SippPeer sipp = SippPeer.inThePlaceOf(registering, kind, TALK);
        exchange.callIn(exchange.account().extension(), Duration.ZERO);
        return sipp;
    }

    private static void awaitMessages(SippPeer sipp, String start, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sipp.messages().split("\n" + start, -1).length <= count) {
            assertThat(System.nanoTime()).as(start + " in " + sipp.messages()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void awaitHeard(Predicate<HeardCall> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (exchange.heard().stream().noneMatch(wanted)) {
            assertThat(System.nanoTime()).as("" + exchange.heard()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void callsSippAndHearsIt() {
        try (SippPeer sipp = called(FarEnd.HANGS_UP)) {
            sipp.awaitDone(PATIENCE);
        }
        awaitHeard(call -> call.heardMillis(SIPP_HERTZ) > 1_000);
    }

    @Test
    void isHeldByTheSippThatItCallsAndTakenBack() {
        try (SippPeer sipp = called(FarEnd.HOLDS)) {
            sipp.awaitDone(PATIENCE);
            assertThat(sipp.messages()).contains("a=recvonly");
        }
    }

    @Test
    void holdsTheSippThatItCalls() {
        try (SippPeer sipp = called(FarEnd.MOVES)) {
            awaitMessages(sipp, "ACK sip:", 1);
            exchange.holdAll();
            awaitMessages(sipp, "ACK sip:", 2);
            assertThat(sipp.messages()).contains("a=sendonly");
            exchange.hangUpAll();
            sipp.awaitDone(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FarEnd.class,
            names = {"NEVER_ANSWERS", "ANSWERS_THE_CANCELLED"})
    void givesUpWhereSippRingsAndWhereItsAnswerCrossesThat(FarEnd kind) {
        try (SippPeer sipp = called(kind)) {
            awaitMessages(sipp, "SIP/2.0 180", 1);
            exchange.hangUpAll();
            sipp.awaitDone(PATIENCE);
        }
    }

    private SippPeer sipp(Phone kind, String called) {
        Account account = exchange.account();
        Extension extension =
                new Extension(account.extension(), account.password().reveal());
        return SippPeer.phone(kind, exchange.address(Transport.UDP), account.domain(), extension, called, TALK);
    }
}
