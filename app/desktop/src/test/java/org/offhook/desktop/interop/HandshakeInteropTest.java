package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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

/** SRTP with keys of a DTLS handshake (RFC 5763), with a real Asterisk and a real baresip. */
@Tag("interop")
class HandshakeInteropTest {
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY);

    private static SpeechSecurity security(TrialPhone phone, CallId call) {
        return phone.snapshot().call(call).map(CallView::security).orElse(SpeechSecurity.NONE);
    }

    /** What overtakes the answer, or the last word of the handshake, is early; nothing else is refused. */
    private static void looksSecured(TrialPhone phone, CallId call) {
        assertThat(security(phone, call)).isEqualTo(SpeechSecurity.DTLS);
        assertThat(phone.statistics(call).packetsRejected()).isZero();
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
            looksSecured(phone, tone);
            phone.hangUp(tone);
            phone.awaitEnd(tone);
            BothWays.withTheEchoOf(asterisk, phone, call -> looksSecured(phone, call));
        }
    }

    @Test
    void baresipIsHeardAndHearsWhicheverOfTheTwoCalls() {
        BothWays.withBaresip(
                "audio_codecs=pcmu;mediaenc=dtls_srtp",
                TERMS,
                (phone, call) -> assertThat(security(phone, call)).isEqualTo(SpeechSecurity.DTLS));
    }
}
