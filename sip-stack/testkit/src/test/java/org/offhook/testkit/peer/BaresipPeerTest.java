package org.offhook.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** What the launchers promise, shown by real programs calling one another. */
@Tag("interop")
class BaresipPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Timing BRIEF = new Timing(Duration.ofMillis(100), Duration.ofSeconds(1));

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void hearsSippsToneThroughKamailioOverEachTransport(String transport) {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()));
                SippPeer sipp = SippPeer.farEnd(FarEnd.HANGS_UP, link.here(), BRIEF);
                BaresipPeer baresip = BaresipPeer.start(link, kamailio, kamailio.phone(), transport, Microphone.TONE)) {
            baresip.dial(KamailioPeer.numberOf(sipp.address()));
            baresip.awaitEvent("CALL_CLOSED", PATIENCE);
            sipp.awaitDone(PATIENCE);
            assertThat(Recording.read(baresip.heard()).longestToneMillis(440)).isGreaterThan(500);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FarEnd.class,
            names = {"HOLDS", "ASKS_FOR_AN_OFFER"})
    void followsSippsChangesOfTheSession(FarEnd kind) {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()));
                SippPeer sipp = SippPeer.farEnd(kind, link.here(), BRIEF);
                BaresipPeer baresip = BaresipPeer.start(link, kamailio, kamailio.phone(), "udp", Microphone.TONE)) {
            baresip.dial(KamailioPeer.numberOf(sipp.address()));
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void itsDigitsAreUnderstoodByAsterisk() {
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk =
                        AsteriskPeer.start(AsteriskPeer.Behaviour.usual().on(link.here()));
                BaresipPeer baresip = BaresipPeer.start(link, asterisk, asterisk.phone(), "udp", Microphone.TONE)) {
            baresip.dial(Dialled.LISTENS_FOR_DIGITS);
            baresip.awaitEvent("CALL_ESTABLISHED", PATIENCE);
            baresip.sendDigit('7');
            asterisk.awaitDigits("7", PATIENCE);
            baresip.hangUp();
        }
    }

    @Test
    void answersACallThatAsteriskOriginatesAndEchoesItsTone() {
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk =
                        AsteriskPeer.start(AsteriskPeer.Behaviour.usual().on(link.here()));
                BaresipPeer baresip = BaresipPeer.start(link, asterisk, asterisk.phone(), "udp", Microphone.ECHO)) {
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.HANGS_UP);
            baresip.answer();
            assertThat(baresip.awaitEvent("CALL_INCOMING", PATIENCE)).contains("7275551212");
            baresip.awaitEvent("CALL_CLOSED", PATIENCE);
            assertThat(Recording.read(baresip.heard()).longestToneMillis(440)).isGreaterThan(1_000);
        }
    }
}
