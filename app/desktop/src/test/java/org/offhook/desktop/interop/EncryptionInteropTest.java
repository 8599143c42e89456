package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.Recording;

/** SRTP with keys in SDP, with a real Asterisk and a real baresip. */
@Tag("interop")
class EncryptionInteropTest {
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
                                PhoneEvent.CallEnded.class,
                                event -> !event.call().equals(call))
                        .call();
                assertThat(phone.awaitEnd(incoming).cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
            }
        }
    }

    private static void looksEncrypted(TrialPhone phone, CallId call) {
        assertThat(phone.snapshot().call(call).map(CallView::security)).contains(SpeechSecurity.SDES);
    }

    /** Its package of Debian is built without AES-GCM: it has the names of these suites, and answers them with 488. */
    @ParameterizedTest
    @EnumSource(
            value = SrtpSuite.class,
            names = {"AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"})
    void asteriskSpeaksEachSuiteThatItHas(SrtpSuite suite) {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().withEndpoint("media_encryption = sdes"));
                TrialPhone phone =
                        TrialPhone.encrypting(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), suite)) {
            phone.register(Peers.account(asterisk, Transport.TLS));
            BothWays.callsTheEcho(phone, call -> {
                looksEncrypted(phone, call);
                assertThat(phone.statistics(call).packetsRejected()).isZero();
            });
        }
    }

    /** Calling itself it offers one suite only. */
    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void baresipAnswersEachSuite(SrtpSuite suite) {
        BothWays.withBaresip(
                "audio_codecs=pcmu;mediaenc=srtp-mand",
                (link, kamailio) -> TrialPhone.encrypting(link.here(), Peers.trusting(kamailio), suite),
                (phone, baresip) -> BothWays.callsBaresip(phone, baresip, EncryptionInteropTest::looksEncrypted));
    }

    /** Its program offers one suite; the Kamailio between them writes another into its INVITE, and baresip takes the answer. */
    @ParameterizedTest
    @EnumSource(
            value = KamailioPeer.Suite.class,
            names = {"AES_CM_128_HMAC_SHA1_32", "AEAD_AES_128_GCM"})
    void baresipCallsWithASuite(KamailioPeer.Suite suite) {
        BothWays.withBaresip(
                suite,
                "audio_codecs=pcmu;mediaenc=srtp-mand",
                (link, kamailio) ->
                        TrialPhone.encrypting(link.here(), Peers.trusting(kamailio), SrtpSuite.valueOf(suite.name())),
                (phone, baresip) -> BothWays.calledByBaresip(phone, baresip, EncryptionInteropTest::looksEncrypted));
    }

    /** Its re-INVITE offers the suite that was agreed on, whichever that is. */
    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void baresipOffersEachSuiteInItsHold(SrtpSuite suite) {
        BothWays.withBaresip(
                "audio_codecs=pcmu;mediaenc=srtp-mand",
                (link, kamailio) -> TrialPhone.encrypting(link.here(), Peers.trusting(kamailio), suite),
                (phone, baresip) -> BothWays.callsBaresip(phone, baresip, (at, call) -> {
                    baresip.hold();
                    at.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
                    baresip.resume();
                    at.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
                    at.headset().listenAnew();
                    at.awaitTone(Peers.TONE_HERTZ, 1_000);
                    looksEncrypted(at, call);
                }));
    }

    @Test
    void baresipThatMustEncryptIsHeardAndHearsWhicheverOfTheTwoCalls() {
        BothWays.withBaresip(
                "audio_codecs=pcmu;mediaenc=srtp-mand",
                MediaTerms.PLAIN.withEncryption(Encryption.MANDATORY),
                EncryptionInteropTest::looksEncrypted);
    }

    @Test
    void baresipThatMayEncryptDoes() {
        BothWays.withBaresip(
                "audio_codecs=pcmu;mediaenc=srtp",
                MediaTerms.PLAIN.withEncryption(Encryption.OPTIONAL),
                EncryptionInteropTest::looksEncrypted);
    }
}
