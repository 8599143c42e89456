package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.phone.CallView;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NetworkLink;
import org.offhook.testkit.peer.Recording;

/** Each codec and packet length with a real Asterisk and a real baresip, each ear checked by its tone. */
@Tag("interop")
class CodecInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As in a phone that has been up for some seconds. */
    @BeforeAll
    static void prepare() {
        OpusSpeech.prepare();
    }

    @ParameterizedTest
    @CsvSource({"OPUS,opus,20", "G722,g722,20", "PCMU,ulaw,20", "PCMA,alaw,30", "PCMA,alaw,10", "OPUS,opus,40"})
    void asteriskAndThePhoneHearEachOther(Codec codec, String itsName, int ptime) {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().speaking(itsName));
                TrialPhone phone = TrialPhone.speaking(
                        InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), MediaTerms.WIDE.withPtime(ptime))) {
            phone.register(Peers.account(asterisk, Transport.UDP));
            CallId tone = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 1_000);
            assertThat(asterisk.console("pjsip show channelstats").toLowerCase(Locale.ROOT))
                    .as("the codec it speaks")
                    .contains(itsName);
            phone.hangUp(tone);
            phone.awaitEnd(tone);
            CallId recorded = phone.dial(Dialled.RECORDS);
            phone.awaitPhase(recorded, CallView.Phase.CONNECTED);
            TrialPhone.await(
                    () -> phone.statistics(recorded).packetsSent() > 3_000 / ptime, () -> "three seconds of " + codec);
            phone.hangUp(recorded);
            phone.awaitEnd(recorded);
            TrialPhone.await(
                    () -> {
                        try {
                            return Recording.read(asterisk.recording()).longestToneMillis(TrialPhone.AGENT_HERTZ)
                                    >= 1_500;
                        } catch (AssertionError | java.io.UncheckedIOException unfinished) {
                            return false;
                        }
                    },
                    () -> "our tone in " + asterisk.recording());
        }
    }

    @ParameterizedTest
    @CsvSource({"opus", "G722"})
    void baresipAndThePhoneHearEachOther(String codec) {
        BothWays.withBaresip("audio_codecs=" + codec, MediaTerms.WIDE, (_, _) -> {});
    }

    private static final MediaTerms FULL =
            MediaTerms.WIDE.withCodecs(Codec.OPUS).withOpus(OpusBand.FULL);

    /** A tone that neither telephone nor wide band has goes to the other side, and comes back. */
    @Test
    void asteriskGivesBackWhatOnlyFullBandHas() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().speaking("opus"));
                TrialPhone phone = TrialPhone.speaking(
                        InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), FULL, ToneHeadset.TREBLE_HERTZ)) {
            phone.register(Peers.account(asterisk, Transport.UDP));
            CallId echo = phone.dial(Dialled.ECHO);
            TrialPhone.await(
                    () -> phone.headset().trebleMillis() >= 1_000,
                    () -> "a second of 10 kHz, but heard " + phone.headset().trebleMillis() + " ms");
            phone.hangUp(echo);
            phone.awaitEnd(echo);
        }
    }

    @Test
    void baresipHearsAndSaysWhatOnlyFullBandHas() {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()))) {
            Extension other = kamailio.extensions().get(1);
            try (BaresipPeer baresip =
                            BaresipPeer.start(link, kamailio, other, "udp", Microphone.TREBLE, "audio_codecs=opus");
                    TrialPhone phone = TrialPhone.speaking(
                            link.here(), Peers.trusting(kamailio), FULL, ToneHeadset.TREBLE_HERTZ)) {
                phone.register(Peers.account(kamailio, Transport.UDP));
                CallId call = phone.dial(other.user());
                baresip.answer();
                TrialPhone.await(
                        () -> phone.headset().trebleMillis() >= 1_000,
                        () -> "a second of 10 kHz, but heard " + phone.headset().trebleMillis() + " ms");
                phone.hangUp(call);
                phone.awaitEnd(call);
                baresip.awaitEvent("CALL_CLOSED", PATIENCE);
                assertThat(Recording.read(baresip.heard()).longestToneMillis(ToneHeadset.TREBLE_HERTZ))
                        .isGreaterThan(500);
            }
        }
    }
}
