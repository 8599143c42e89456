package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NetworkLink;
import org.offhook.testkit.peer.Recording;

/** SRTP with keys in SDP, with a real Asterisk and a real baresip. */
@Tag("interop")
class EncryptionInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TrialPhone phone(AsteriskPeer asterisk, Encryption encryption) {
        return TrialPhone.speaking(
                InetAddress.getLoopbackAddress(),
                Peers.trusting(asterisk),
                MediaTerms.PLAIN.withEncryption(encryption));
    }

    @Test
    void asteriskThatEncryptsIsHeardAndHearsBothWaysRound() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().withEndpoint("media_encryption = sdes"));
                TrialPhone phone = phone(asterisk, Encryption.MANDATORY)) {
            phone.register(Peers.account(asterisk, Transport.TLS));
            CallId tone = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 1_000);
            phone.hangUp(tone);
            phone.awaitEnd(tone);
            CallId recorded = phone.dial(Dialled.RECORDS);
            phone.awaitPhase(recorded, CallView.Phase.CONNECTED);
            TrialPhone.await(() -> phone.statistics(recorded).packetsSent() > 150, () -> "three seconds");
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
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.ECHO);
            CallId incoming = phone.awaitOffered();
            phone.headset().listenAnew();
            phone.answer(incoming);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            assertThat(phone.statistics(incoming).packetsRejected()).isZero();
            phone.hangUp(incoming);
            phone.awaitEnd(incoming);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"OPTIONAL", "MANDATORY"})
    void anExchangeThatDoesNotEncryptIsTalkedToOnlyWhereThatMayBe(Encryption encryption) {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual());
                TrialPhone phone = phone(asterisk, encryption)) {
            phone.register(Peers.account(asterisk, Transport.TLS));
            CallId call = phone.dial(Dialled.TONE);
            if (encryption == Encryption.OPTIONAL) {
                phone.awaitTone(Peers.TONE_HERTZ, 500);
                phone.hangUp(call);
                phone.awaitEnd(call);
            } else {
                assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
                asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
                CallId incoming = phone.awaitEvent(
                                org.offhook.core.phone.PhoneEvent.CallEnded.class,
                                event -> !event.call().equals(call))
                        .call();
                assertThat(phone.awaitEnd(incoming).cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"srtp-mand", "srtp"})
    void baresipThatEncryptsIsHeardAndHears(String mediaenc) {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()))) {
            Extension other = kamailio.extensions().get(1);
            Encryption encryption = mediaenc.equals("srtp") ? Encryption.OPTIONAL : Encryption.MANDATORY;
            try (BaresipPeer baresip = BaresipPeer.start(
                            link, kamailio, other, "udp", Microphone.TONE, "audio_codecs=pcmu;mediaenc=" + mediaenc);
                    TrialPhone phone = TrialPhone.speaking(
                            link.here(), Peers.trusting(kamailio), MediaTerms.PLAIN.withEncryption(encryption))) {
                phone.register(Peers.account(kamailio, Transport.UDP));
                CallId call = phone.dial(other.user());
                baresip.answer();
                phone.awaitTone(Peers.TONE_HERTZ, 1_000);
                phone.hangUp(call);
                phone.awaitEnd(call);
                baresip.awaitEvent("CALL_CLOSED", PATIENCE);
                assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                        .isGreaterThan(500);
                assertThat(baresip.log().lines())
                        .as("the suite that both ears were reached by")
                        .anyMatch(line -> line.contains("AEAD_AES_256_GCM"));
                baresip.dial(kamailio.phone().user());
                CallId back = phone.awaitOffered();
                phone.headset().listenAnew();
                phone.answer(back);
                phone.awaitTone(Peers.TONE_HERTZ, 500);
                phone.hangUp(back);
                phone.awaitEnd(back);
            }
        }
    }
}
