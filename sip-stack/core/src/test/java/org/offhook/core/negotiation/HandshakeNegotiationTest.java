package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Direction;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;

/** Handshakes agreed on in SDP (RFC 5763 §5, RFC 8842): who begins, whose certificate it must be, and that nothing falls back. */
class HandshakeNegotiationTest {

    private static final String OURS = "AB" + ":AB".repeat(31);
    private static final String THEIRS = "01" + ":23".repeat(31);
    private static final String OTHER = "02" + ":23".repeat(31);
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String SECURE = "m=audio 30000 UDP/TLS/RTP/SAVP 0";
    private static final String KEYS =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ";

    private static Negotiation with(Encryption encryption) {
        SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
        return Negotiation.of(
                new LocalMedia(
                        "192.0.2.10",
                        40_000,
                        MediaTerms.PLAIN.withEncryption(encryption),
                        List.of(SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()])),
                        Optional.of(new DtlsIdentity(new Fingerprint("sha-256", OURS), TOKEN))),
                7);
    }

    private static String theirs(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    private static String shakes(String setup, String fingerprint) {
        return theirs(
                SECURE, "a=setup:" + setup, "a=fingerprint:SHA-256 " + fingerprint.toLowerCase(java.util.Locale.ROOT));
    }

    private static Agreed agreed(Negotiated outcome) {
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static DtlsPeer peer(Negotiated outcome) {
        return agreed(outcome).stream().orElseThrow().dtls().orElseThrow();
    }

    private static Negotiated answer(Encryption encryption, String offer) {
        return with(encryption).answer(offer, Direction.SENDRECV);
    }

    @Test
    void anOfferLeavesItToThePeerWhoBeginsAndNamesOurCertificate() {
        assertThat(with(Encryption.DTLS_MANDATORY).offer(Direction.SENDRECV).sdp())
                .contains(
                        "m=audio 40000 UDP/TLS/RTP/SAVP 0 8 101\r\n",
                        "a=setup:actpass\r\n",
                        "a=fingerprint:sha-256 " + OURS + "\r\n",
                        "a=tls-id:" + TOKEN + "-0\r\n")
                .doesNotContain("crypto");
        assertThat(with(Encryption.DTLS_OPTIONAL).offer(Direction.SENDRECV).sdp())
                .contains("m=audio 40000 RTP/AVP 0 8 101\r\n", "a=setup:actpass\r\n");
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT"})
    void theAnswerSaysWhoBegins(String setup, DtlsRole role) {
        Negotiation offered =
                with(Encryption.DTLS_MANDATORY).offer(Direction.SENDRECV).next();
        assertThat(peer(offered.readAnswer(shakes(setup, THEIRS))))
                .isEqualTo(new DtlsPeer(role, new Fingerprint("sha-256", THEIRS), "", 0));
    }

    @ParameterizedTest
    @CsvSource({"actpass, CLIENT, active", "passive, CLIENT, active", "active, SERVER, passive"})
    void anOfferIsAnsweredSoThatOneBegins(String setup, DtlsRole role, String ours) {
        Negotiated outcome = answer(Encryption.OPTIONAL, shakes(setup, THEIRS));
        assertThat(peer(outcome).role()).isEqualTo(role);
        assertThat(agreed(outcome).sdp().orElseThrow())
                .contains(
                        "m=audio 40000 UDP/TLS/RTP/SAVP 0\r\n",
                        "a=setup:" + ours + "\r\n",
                        "a=fingerprint:sha-256 " + OURS)
                .as("RFC 8842 §5.3: not named unless the offer does")
                .doesNotContain("tls-id", "crypto");
        assertThat(agreed(outcome).stream().orElseThrow().secured()).isEqualTo(SpeechSecurity.DTLS);
    }

    @Test
    void linesOfTheSessionCountForItsSections() {
        String offer = theirs("a=setup:actpass", "a=fingerprint:sha-256 " + THEIRS, SECURE);
        assertThat(peer(answer(Encryption.DTLS_OPTIONAL, offer)).fingerprint().value())
                .isEqualTo(THEIRS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=setup:actpass", // no fingerprint
                "a=setup:actpass\r\na=fingerprint:sha-256 AB:CD", // too short
                "a=setup:actpass\r\na=fingerprint:sha-1 FP", // proves nothing any more
                "a=setup:actpass\r\na=fingerprint:md5 FP",
                "a=setup:holdconn\r\na=fingerprint:sha-256 FP",
                "a=setup:nonsense\r\na=fingerprint:sha-256 FP"
            })
    void withoutACertificateThatCouldBeCheckedOrARoleThereIsNoAgreement(String lines) {
        String offer = theirs(SECURE, lines.replace("FP", THEIRS));
        for (Encryption encryption : Encryption.values()) {
            assertThat(answer(encryption, offer)).as(encryption.name()).isInstanceOf(NotAcceptable.class);
        }
        Negotiation offered =
                with(Encryption.DTLS_OPTIONAL).offer(Direction.SENDRECV).next();
        assertThat(offered.readAnswer(offer)).isInstanceOf(NotAcceptable.class);
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void aPlainPeerIsTalkedToOnlyWhereThatMayBe(Encryption encryption) {
        String plain = theirs("m=audio 30000 RTP/AVP 0");
        boolean may = !encryption.required();
        assertThat(answer(encryption, plain) instanceof Agreed).isEqualTo(may);
        assertThat(with(encryption).offer(Direction.SENDRECV).next().readAnswer(plain) instanceof Agreed)
                .isEqualTo(may);
    }

    @Test
    void keysInSdpDoForWhoeverAllowsThemAndNotWhereItMustBeAHandshake() {
        String offer = theirs("m=audio 30000 RTP/SAVP 0", KEYS);
        assertThat(agreed(answer(Encryption.DTLS_OPTIONAL, offer)).stream()
                        .orElseThrow()
                        .secured())
                .isEqualTo(SpeechSecurity.SDES);
        assertThat(answer(Encryption.DTLS_MANDATORY, offer)).isInstanceOf(NotAcceptable.class);
        String both = theirs("m=audio 30000 RTP/SAVP 0", KEYS, "a=setup:actpass", "a=fingerprint:sha-256 " + THEIRS);
        assertThat(agreed(answer(Encryption.MANDATORY, both)).stream()
                        .orElseThrow()
                        .secured())
                .isEqualTo(SpeechSecurity.SDES);
        assertThat(agreed(answer(Encryption.DTLS_OPTIONAL, both)).stream()
                        .orElseThrow()
                        .secured())
                .isEqualTo(SpeechSecurity.DTLS);
    }

    @Test
    void theAssociationGoesOnUntilThePeerNamesAnotherOne() {
        Agreed first = agreed(answer(
                Encryption.DTLS_OPTIONAL,
                theirs(SECURE, "a=setup:actpass", "a=fingerprint:sha-256 " + THEIRS, "a=tls-id:" + "x".repeat(20))));
        assertThat(first.sdp().orElseThrow()).contains("a=tls-id:" + TOKEN + "-0\r\n");
        String ours = first.next().offer(Direction.SENDONLY).sdp();
        assertThat(ours)
                .as("RFC 8842 §5.2: a later offer leaves the role open and names the same association")
                .contains("UDP/TLS/RTP/SAVP", "a=setup:actpass", "a=tls-id:" + TOKEN + "-0\r\n");
        for (String setup : List.of("actpass", "passive")) {
            Agreed again = agreed(first.next()
                    .answer(
                            theirs(
                                    SECURE,
                                    "a=setup:" + setup,
                                    "a=fingerprint:sha-256 " + THEIRS,
                                    "a=tls-id:" + "x".repeat(20)),
                            Direction.SENDRECV));
            assertThat(peer(again)).as(setup).isEqualTo(peer(first));
        }
        Agreed named = agreed(first.next()
                .answer(
                        theirs(
                                SECURE,
                                "a=setup:actpass",
                                "a=fingerprint:sha-256 " + THEIRS,
                                "a=tls-id:" + "y".repeat(20)),
                        Direction.SENDRECV));
        assertThat(peer(named).association()).isEqualTo(1);
        assertThat(named.sdp().orElseThrow()).contains("a=tls-id:" + TOKEN + "-1\r\n");
        Agreed moved = agreed(first.next().answer(shakes("active", OTHER), Direction.SENDRECV));
        assertThat(peer(moved)).isEqualTo(new DtlsPeer(DtlsRole.SERVER, new Fingerprint("sha-256", OTHER), "", 1));
    }

    @Test
    void aSecuredCallNeverBecomesAPlainOne() {
        Agreed first = agreed(answer(Encryption.DTLS_OPTIONAL, shakes("actpass", THEIRS)));
        assertThat(first.next().answer(theirs("m=audio 30000 RTP/AVP 0"), Direction.SENDRECV))
                .isEqualTo(new NotAcceptable(488, "the stream would not be encrypted"));
    }

    @Test
    void whoeverHasNoCertificateSaysSoInsteadOfTalking() {
        LocalMedia media =
                new LocalMedia("192.0.2.10", 40_000, MediaTerms.PLAIN.withEncryption(Encryption.OPTIONAL), List.of());
        assertThat(Negotiation.of(media, 7).answer(shakes("actpass", THEIRS), Direction.SENDRECV))
                .isEqualTo(new NotAcceptable(488, "no handshake can be done"));
    }
}
