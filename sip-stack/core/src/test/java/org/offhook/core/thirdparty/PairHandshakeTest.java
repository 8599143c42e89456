package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.thirdparty.PairMachine.PairInput;

/** Two parties that take their keys from handshakes (RFC 5763): whoever has begun one with us cannot be made to wait for another. */
class PairHandshakeTest extends PairOnTrial {
    /** Leg one's party, where it begins. */
    static final DtlsPeer BEGINS = peer(DtlsRole.SERVER, 2);

    private static final LegInput RESERVED = new LegInput.MediaReserved(new LocalMedia(
            "192.0.2.10",
            40_000,
            MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY),
            List.of(),
            Optional.of(new DtlsIdentity(new Fingerprint("sha-256", print(1)), "0123456789abcdef0123456789abcdef"))));

    private static String print(int first) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) first);
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
    }

    /** One that takes its keys from a handshake. */
    private static String handshaking(String sdp, int print, String setup) {
        return sdp.replace("RTP/AVP", "UDP/TLS/RTP/SAVP") + "a=setup:" + setup + "\r\na=fingerprint:sha-256 "
                + print(print) + "\r\n";
    }

    private void answered(String answerOfOne, String offerOfTwo) {
        first(LegSamples.call(LegSamples.OURS));
        first(RESERVED);
        first(LegSamples.answered(handshaking(ONE, 2, answerOfOne)));
        second(LegSamples.call(LegSamples.NONE));
        second(LegSamples.answered(handshaking(TWO, 3, offerOfTwo)));
    }

    private static DtlsPeer peer(DtlsRole ours, int print) {
        return new DtlsPeer(ours, new Fingerprint("sha-256", print(print)), "", 0);
    }

    private List<String> secured(DtlsPeer peer) {
        return take(new PairInput.Secured(Side.FIRST, peer));
    }

    @ParameterizedTest
    @CsvSource({"active,actpass", "active,passive", "passive,actpass", "passive,active"})
    void twoWhosePartsGoTogetherAreJoinedByTheirOwnMedia(String answerOfOne, String offerOfTwo) {
        answered(answerOfOne, offerOfTwo);
        secured(peer(answerOfOne.equals("active") ? DtlsRole.SERVER : DtlsRole.CLIENT, 2));
        assertThat(take(new PairInput.JoinRequested())).containsExactly("Hush");
        assertThat(take(new PairInput.HushOver())).containsExactly("FIRST SendReinvite with SDP");
        assertThat(sdpOf(LegEffect.SendReinvite.class, Side.FIRST))
                .as("whose certificate it is says that it is another handshake (RFC 8842 §4)")
                .contains("a=setup:" + offerOfTwo, "a=fingerprint:sha-256 " + print(3));
    }

    @ParameterizedTest
    @CsvSource({"active,active", "passive,passive"})
    void oneThatWouldHaveToChangeItsPartKeepsOurSocketsAndTheOtherOneGetsThem(String answerOfOne, String offerOfTwo) {
        answered(answerOfOne, offerOfTwo);
        assertThat(take(new PairInput.JoinRequested())).containsExactly("SECOND ReserveMedia");
        assertThat(second(RESERVED))
                .containsExactly(
                        "SECOND SendAck with SDP",
                        "SECOND StopTimer ACK_LIMIT",
                        "SECOND ApplyMedia SENDRECV",
                        "Bridge recording NONE",
                        "ReportJoined");
        assertThat(sdpOf(LegEffect.SendAck.class, Side.SECOND))
                .contains("a=setup:" + (offerOfTwo.equals("active") ? "passive" : "active"));
    }

    @Test
    void oneWhoseHandshakeRunsIsToldOfTheOtherOnesWhenItIsDone() {
        answered("active", "actpass");
        assertThat(take(new PairInput.JoinRequested())).as("not before").isEmpty();
        assertThat(secured(peer(DtlsRole.SERVER, 7))).as("one of before").isEmpty();
        assertThat(take(new PairInput.Secured(Side.SECOND, BEGINS)))
                .as("the other one's")
                .isEmpty();
        assertThat(secured(BEGINS)).containsExactly("Hush");
        assertThat(take(new PairInput.HushOver())).containsExactly("FIRST SendReinvite with SDP");
    }

    @Test
    void oneWhoseHandshakeFailsIsNotWaitedFor() {
        answered("active", "actpass");
        take(new PairInput.JoinRequested());
        first(new LegInput.SecuringFailed(ErrorCode.SPEECH_NOT_SECURED));
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
        assertThat(secured(BEGINS)).isEmpty();
    }

    @Test
    void oneThatKeepsOurSocketsAfterAllHearsThemAgain() {
        answered("active", "actpass");
        secured(BEGINS);
        take(new PairInput.JoinRequested());
        take(new PairInput.HushOver());
        assertThat(first(new LegInput.ReinviteRejected(FAR, 488)))
                .containsExactly("FIRST ApplyMedia SENDRECV", "SECOND ReserveMedia");
    }

    @Test
    void whatASessionSaysGoesForItsStreams() {
        String session = "v=0\r\na=setup:ACTIVE\r\nm=audio 9 RTP/SAVP 0\r\n";
        assertThat(Spoken.insists(session, "active")).isTrue();
        assertThat(Spoken.insists(session + "a=setup:actpass\r\n", "active"))
                .as("the stream's own goes before it")
                .isFalse();
        assertThat(Spoken.insists("v=0\r\nm=audio 0 RTP/SAVP 0\r\na=setup:active\r\n", "active"))
                .as("a stream that is refused says nothing")
                .isFalse();
    }

    @Test
    void oneThatTalksInTheClearMayTakeEitherPart() {
        bothAnswered(LegSamples.NONE);
        assertThat(pair.first().bond().lets(handshaking(TWO, 3, "active"))).isTrue();
        assertThat(pair.first().bond().secrecy()).isEqualTo(Secrecy.PLAIN);
        join();
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))).contains("ReportJoined");
    }
}
