package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;

/** What two parties say to each other past us is encrypted where it was with us, or is not passed on: nothing falls back in silence. */
class PairSecrecyTest extends PairOnTrial {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final String SECURE_ONE = secured(ONE);
    private static final String SECURE_TWO = secured(TWO);

    private static String secured(String sdp) {
        return sdp.replace("RTP/AVP", "RTP/SAVP") + "a=crypto:1 " + SUITE + " inline:"
                + Base64.getEncoder().encodeToString(new byte[30]) + "\r\n";
    }

    private static LegInput reserved(Encryption encryption) {
        SrtpKey key = SrtpKey.of(SUITE, new byte[SUITE.keyBytes() + SUITE.saltBytes()]);
        return new LegInput.MediaReserved(new LocalMedia(
                "192.0.2.10", 40_000, MediaTerms.PLAIN.withEncryption(encryption), List.of(key), Optional.empty()));
    }

    private void bothAnswer(Encryption encryption, String one, String two) {
        first(LegSamples.call(LegSamples.OURS));
        first(reserved(encryption));
        first(LegSamples.answered(one));
        second(LegSamples.call(LegSamples.NONE));
        second(LegSamples.answered(two));
    }

    private void joinEncrypted() {
        bothAnswer(Encryption.MANDATORY, SECURE_ONE, SECURE_TWO);
        join();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(SECURE_ONE))))
                .contains("ReportJoined");
    }

    @Test
    void aPartyThatTalksEncryptedIsNotMovedToOneThatDoesNot() {
        bothAnswer(Encryption.OPTIONAL, SECURE_ONE, TWO);
        assertThat(join())
                .as("it keeps our sockets, and the other one gets them")
                .containsExactly("SECOND ReserveMedia");
        assertThat(second(reserved(Encryption.OPTIONAL)))
                .contains("SECOND SendAck with SDP", "Bridge recording NONE", "ReportJoined");
    }

    @Test
    void whereEncryptionIsAMustAPartyWithoutItIsLetGo() {
        bothAnswer(Encryption.MANDATORY, SECURE_ONE, TWO);
        join();
        assertThat(second(reserved(Encryption.MANDATORY)))
                .contains("SECOND SendAck refusing", "SECOND SendBye with Reason", "SECOND Ended MEDIA_NOT_ACCEPTED");
    }

    @Test
    void twoThatEncryptAreJoined() {
        joinEncrypted();
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST)).contains("RTP/SAVP", "a=crypto:1");
        assertThat(sdpOf(LegEffect.SendAck.class, Side.SECOND)).contains("RTP/SAVP", "a=crypto:1");
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "MANDATORY"})
    void aPlainAnswerToAnEncryptedOfferIsNotPassedOn(Encryption encryption) {
        bothAnswer(encryption, encryption == Encryption.OFF ? ONE : SECURE_ONE, SECURE_TWO);
        join();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .contains("FIRST SendAck", "ReportBroken")
                .doesNotContain("ReportJoined", "SECOND SendAck with SDP");
    }

    @Test
    void aReinviteThatDropsTheKeysIsRefused() {
        joinEncrypted();
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(TWO))))
                .containsExactly("SECOND RespondToReinvite 488");
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(SECURE_TWO))))
                .containsExactly("FIRST SendReinvite with SDP");
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .as("nor does its answer drop them")
                .containsExactly("FIRST SendAck", "SECOND RespondToReinvite 488");
    }

    @Test
    void anOfferThatWasAskedForDoesNotDropThemEither() {
        joinEncrypted();
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.empty()))).containsExactly("SECOND SendReinvite");
        assertThat(second(new LegInput.ReinviteAnswered(FAR, Optional.of(TWO))))
                .containsExactly("SECOND SendAck refusing", "FIRST RespondToReinvite 488");
    }

    @Test
    void norDoesTheAnswerInAnAck() {
        joinEncrypted();
        first(new LegInput.ReinviteReceived(FAR, Optional.empty()));
        assertThat(second(new LegInput.ReinviteAnswered(FAR, Optional.of(SECURE_TWO))))
                .containsExactly("FIRST RespondToReinvite 200 with SDP");
        assertThat(first(new LegInput.AckReceived(FAR, Optional.of(ONE))))
                .containsExactly("SECOND SendAck refusing", "ReportBroken");
    }

    @Test
    void whatWasPlainStaysFreeToBeEither() {
        bothAnswer(Encryption.OPTIONAL, ONE, TWO);
        join();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))).contains("ReportJoined");
        assertThat(second(new LegInput.ReinviteReceived(FAR, Optional.of(SECURE_TWO))))
                .containsExactly("FIRST SendReinvite with SDP");
    }
}
