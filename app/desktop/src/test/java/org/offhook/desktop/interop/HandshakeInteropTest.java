package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SpeechSecurity;
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

/** SRTP with keys of a DTLS handshake (RFC 5763), with a real Asterisk and a real baresip. */
@Tag("interop")
class HandshakeInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY);

    private static SpeechSecurity security(TrialPhone phone, CallId call) {
        return phone.snapshot().call(call).map(CallView::security).orElse(SpeechSecurity.NONE);
    }

    @Test
    void asteriskIsHeardAndHearsWhicheverOfTheTwoCalls() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual()
                        .withEndpoint(
                                "media_encryption = dtls",
                                "dtls_auto_generate_cert = yes",
                                "dtls_verify = fingerprint"));
                TrialPhone phone =
                        TrialPhone.speaking(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), TERMS)) {
            phone.register(Peers.account(asterisk, Transport.TLS));
            CallId tone = phone.dial(Dialled.TONE);
            phone.awaitTone(Peers.TONE_HERTZ, 1_000);
            assertThat(security(phone, tone)).isEqualTo(SpeechSecurity.DTLS);
            phone.hangUp(tone);
            phone.awaitEnd(tone);
            CallId echo = phone.dial(Dialled.ECHO);
            phone.headset().listenAnew();
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            phone.hangUp(echo);
            phone.awaitEnd(echo);
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.ECHO);
            CallId incoming = phone.awaitOffered();
            phone.headset().listenAnew();
            phone.answer(incoming);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            assertThat(security(phone, incoming)).isEqualTo(SpeechSecurity.DTLS);
            assertThat(phone.statistics(incoming).packetsRejected())
                    .as("what overtook the last word of the handshake is early, and nothing else was refused")
                    .isZero();
            phone.hangUp(incoming);
            phone.awaitEnd(incoming);
        }
    }

    @Test
    void baresipIsHeardAndHearsWhicheverOfTheTwoCalls() {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()))) {
            Extension other = kamailio.extensions().get(1);
            try (BaresipPeer baresip = BaresipPeer.start(
                            link, kamailio, other, "udp", Microphone.TONE, "audio_codecs=pcmu;mediaenc=dtls_srtp");
                    TrialPhone phone = TrialPhone.speaking(link.here(), Peers.trusting(kamailio), TERMS)) {
                phone.register(Peers.account(kamailio, Transport.UDP));
                CallId call = phone.dial(other.user());
                baresip.answer();
                phone.awaitTone(Peers.TONE_HERTZ, 1_000);
                phone.hangUp(call);
                phone.awaitEnd(call);
                baresip.awaitEvent("CALL_CLOSED", PATIENCE);
                assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                        .isGreaterThan(500);
                baresip.dial(kamailio.phone().user());
                CallId back = phone.awaitOffered();
                phone.headset().listenAnew();
                phone.answer(back);
                phone.awaitTone(Peers.TONE_HERTZ, 500);
                assertThat(security(phone, back)).isEqualTo(SpeechSecurity.DTLS);
                phone.hangUp(back);
                phone.awaitEnd(back);
            }
        }
    }
}
