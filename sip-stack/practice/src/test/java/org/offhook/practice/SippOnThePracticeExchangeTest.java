package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.practice.digest.DigestAlgorithm;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.SippPeer;
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

    private SippPeer sipp(Phone kind, String called) {
        Account account = exchange.account();
        Extension extension =
                new Extension(account.extension(), account.password().reveal());
        return SippPeer.phone(kind, exchange.address(Transport.UDP), account.domain(), extension, called, TALK);
    }
}
