package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Direction;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;

/** Keys in SDP (RFC 4568). The one rule above all: what was to be encrypted is never sent in the clear. */
class KeyNegotiationTest {

    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private static String key(int filled, int bytes) {
        byte[] all = new byte[bytes];
        Arrays.fill(all, (byte) filled);
        return Base64.getEncoder().encodeToString(all);
    }

    private static final String THEIRS = key(9, 30);

    private static Negotiation with(Encryption encryption) {
        List<SrtpKey> keys = new ArrayList<>();
        for (SrtpSuite suite : SrtpSuite.values()) {
            byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
            Arrays.fill(bytes, (byte) (keys.size() + 1));
            keys.add(SrtpKey.of(suite, bytes));
        }
        return Negotiation.of(
                new LocalMedia("192.0.2.10", 40_000, MediaTerms.PLAIN.withEncryption(encryption), keys), 7);
    }

    private static String theirs(String... mediaLines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\n"
                + String.join("\r\n", mediaLines) + "\r\n";
    }

    private static String crypto(int tag, String suite, String keyText) {
        return "a=crypto:" + tag + " " + suite + " inline:" + keyText;
    }

    private static Agreed agreed(Negotiated outcome) {
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static Keys keys(Negotiated outcome) {
        return agreed(outcome).stream().orElseThrow().keys().orElseThrow();
    }

    @Test
    void anOfferNamesEachSuiteWithAKeyOfItsOwnAndTheSecureProfileWhereItMustBe() {
        String must = with(Encryption.MANDATORY).offer(Direction.SENDRECV).sdp();
        assertThat(must)
                .contains(
                        "m=audio 40000 RTP/SAVP 0 8 101\r\n",
                        "a=crypto:1 AEAD_AES_256_GCM inline:" + key(1, 44) + "\r\n",
                        "a=crypto:2 AEAD_AES_128_GCM inline:" + key(2, 28) + "\r\n",
                        "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + key(3, 30) + "\r\n",
                        "a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:" + key(4, 30) + "\r\n");
        assertThat(with(Encryption.OPTIONAL).offer(Direction.SENDRECV).sdp())
                .contains("m=audio 40000 RTP/AVP 0 8 101\r\n", "a=crypto:1 ");
        assertThat(with(Encryption.OFF).offer(Direction.SENDRECV).sdp())
                .contains("RTP/AVP ")
                .doesNotContain("crypto");
    }

    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"OPTIONAL", "MANDATORY"})
    void anAnswerChoosesOneOfOurLinesByItsTag(Encryption encryption) {
        Negotiated outcome = with(encryption)
                .offer(Direction.SENDRECV)
                .next()
                .readAnswer(theirs("m=audio 30000 RTP/SAVP 0", crypto(3, SUITE, THEIRS)));
        assertThat(keys(outcome).send().reveal()).isEqualTo(key(3, 30));
        assertThat(keys(outcome).receive().reveal()).isEqualTo(THEIRS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY", // the tag is another suite's
                "3 AES_CM_128_HMAC_SHA1_80 inline:AAAA", // too short
                "3 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP",
                "3 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4", // a master key identifier
                "3 F8_128_HMAC_SHA1_80 inline:KEY",
                "3 AES_CM_128_HMAC_SHA1_80 clear:KEY"
            })
    void anAnswerThatTakesNoneOfThemIsNoAgreementWhateverWeWanted(String line) {
        for (Encryption encryption : List.of(Encryption.OPTIONAL, Encryption.MANDATORY)) {
            Negotiation offered = with(encryption).offer(Direction.SENDRECV).next();
            assertThat(offered.readAnswer(
                            theirs("m=audio 30000 RTP/SAVP 0", "a=crypto:" + line.replace("KEY", THEIRS))))
                    .isInstanceOf(NotAcceptable.class);
        }
    }

    @Test
    void aPlainAnswerEndsACallThatMustBeEncryptedAndIsSeenWhereItMay() {
        String plain = theirs("m=audio 30000 RTP/AVP 0");
        assertThat(with(Encryption.MANDATORY).offer(Direction.SENDRECV).next().readAnswer(plain))
                .isEqualTo(new NotAcceptable(488, "the stream would not be encrypted"));
        Negotiated may =
                with(Encryption.OPTIONAL).offer(Direction.SENDRECV).next().readAnswer(plain);
        assertThat(agreed(may).stream().orElseThrow().encrypted()).isFalse();
    }

    /** Whoever writes of keys means to encrypt: taking that for a plain answer would be a fall-back that nobody sees. */
    @Test
    void anAnswerWithKeysOfNoUseIsNoPlainAnswer() {
        String answer = theirs("m=audio 30000 RTP/AVP 0", crypto(3, "F8_128_HMAC_SHA1_80", THEIRS));
        for (Encryption encryption : Encryption.values()) {
            assertThat(with(encryption).offer(Direction.SENDRECV).next().readAnswer(answer))
                    .as(encryption.name())
                    .isInstanceOf(NotAcceptable.class);
        }
    }

    @Test
    void anOfferIsAnsweredUnderItsTagWithOurKey() {
        Negotiated outcome = with(Encryption.OPTIONAL)
                .answer(
                        theirs(
                                "m=audio 30000 RTP/SAVP 0",
                                crypto(5, "UNKNOWN_SUITE", THEIRS),
                                crypto(7, SUITE, THEIRS + "|2^31")),
                        Direction.SENDRECV);
        assertThat(agreed(outcome).sdp().orElseThrow())
                .contains("m=audio 40000 RTP/SAVP 0\r\n", "a=crypto:7 " + SUITE + " inline:" + key(3, 30) + "\r\n");
        assertThat(keys(outcome).receive().reveal()).isEqualTo(THEIRS);
    }

    @Test
    void theEncryptedOfTwoSectionsIsTaken() {
        Negotiated outcome = with(Encryption.OPTIONAL)
                .answer(
                        theirs("m=audio 30000 RTP/AVP 0", "m=audio 30010 RTP/SAVP 0", crypto(1, SUITE, THEIRS)),
                        Direction.SENDRECV);
        assertThat(agreed(outcome).stream().orElseThrow().remoteRtpPort()).isEqualTo(30_010);
        assertThat(agreed(outcome).sdp().orElseThrow()).contains("m=audio 0 RTP/AVP 0", "m=audio 40000 RTP/SAVP 0");
    }

    @Test
    void plainOffersAreRefusedWhereEncryptionMustBeAndSecureOnesWhereItIsOff() {
        assertThat(with(Encryption.MANDATORY).answer(theirs("m=audio 30000 RTP/AVP 0"), Direction.SENDRECV))
                .isEqualTo(new NotAcceptable(488, "the stream would not be encrypted"));
        assertThat(with(Encryption.OFF)
                        .answer(theirs("m=audio 30000 RTP/SAVP 0", crypto(1, SUITE, THEIRS)), Direction.SENDRECV))
                .isInstanceOf(NotAcceptable.class);
        assertThat(with(Encryption.OPTIONAL).answer(theirs("m=audio 30000 RTP/SAVP 0"), Direction.SENDRECV))
                .isEqualTo(new NotAcceptable(488, "no common crypto suite"));
    }

    @Test
    void anEncryptedCallStaysSoWhateverAReInviteWants() {
        Agreed first = agreed(with(Encryption.OPTIONAL)
                .answer(theirs("m=audio 30000 RTP/SAVP 0", crypto(1, SUITE, THEIRS)), Direction.SENDRECV));
        assertThat(first.next().answer(theirs("m=audio 30000 RTP/AVP 0"), Direction.SENDRECV))
                .isInstanceOf(NotAcceptable.class);
        String ours = first.next().offer(Direction.SENDONLY).sdp();
        assertThat(ours).contains("m=audio 40000 RTP/SAVP 0", "a=crypto:1 " + SUITE + " inline:" + key(3, 30));
        String otherKey = key(8, 30);
        Keys changed = keys(first.next()
                .answer(theirs("m=audio 30000 RTP/SAVP 0", crypto(1, SUITE, otherKey)), Direction.SENDRECV));
        assertThat(changed.receive().reveal()).as("a new key of the peer").isEqualTo(otherKey);
        assertThat(changed.send().reveal()).as("ours goes on").isEqualTo(key(3, 30));
    }

    @Test
    void noKeyIsEverPrinted() {
        Agreed agreed = agreed(with(Encryption.OPTIONAL)
                .answer(theirs("m=audio 30000 RTP/SAVP 0", crypto(1, SUITE, THEIRS)), Direction.SENDRECV));
        String printed = agreed.next().toString() + agreed.stream();
        assertThat(printed).doesNotContain(THEIRS, key(3, 30), key(1, 44));
    }
}
