package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.media.OpusWishes;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;

/** Which codec, packet length and events come out of an exchange (RFC 3264, RFC 7587, RFC 4733). */
class CodecNegotiationTest {

    private static Negotiation with(MediaTerms terms) {
        return Negotiation.of(new LocalMedia("192.0.2.10", 40_000, terms, List.of()), 7);
    }

    private static String theirs(String... mediaLines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\n"
                + String.join("\r\n", mediaLines) + "\r\n";
    }

    private static Agreed agreed(Negotiated outcome) {
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static RtpStream answerTo(Negotiation ours, String... mediaLines) {
        return agreed(ours.offer(Direction.SENDRECV).next().readAnswer(theirs(mediaLines))).stream()
                .orElseThrow();
    }

    @Test
    void offersCodecsInTheAccountsOrderWithEventsForEachClock() {
        String offer =
                with(MediaTerms.WIDE.withPtime(30)).offer(Direction.SENDRECV).sdp();
        assertThat(offer)
                .contains(
                        "m=audio 40000 RTP/AVP 111 9 0 8 101 110\r\n",
                        "a=rtpmap:111 opus/48000/2\r\n",
                        "a=fmtp:111 maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0;useinbandfec=1\r\n",
                        "a=rtpmap:9 G722/8000\r\n",
                        "a=rtpmap:101 telephone-event/8000\r\n",
                        "a=rtpmap:110 telephone-event/48000\r\n",
                        "a=ptime:30\r\n");
        assertThat(with(MediaTerms.PLAIN.withCodecs(Codec.PCMA, Codec.G722))
                        .offer(Direction.SENDRECV)
                        .sdp())
                .contains("m=audio 40000 RTP/AVP 8 9 101\r\n");
        assertThat(with(new MediaTerms(List.of(Codec.OPUS), 20, true, Encryption.OFF))
                        .offer(Direction.SENDRECV)
                        .sdp())
                .contains("useinbandfec=1;usedtx=1\r\n", "RTP/AVP 111 110\r\n");
    }

    @Test
    void namesComfortNoiseWhereSilenceIsLeftOutAndUsesItWhereBothNameIt() {
        MediaTerms pauses = new MediaTerms(List.of(Codec.PCMA, Codec.OPUS), 20, true, Encryption.OFF);
        assertThat(with(pauses).offer(Direction.SENDRECV).sdp())
                .contains("m=audio 40000 RTP/AVP 8 111 13 101 110\r\n", "a=rtpmap:13 CN/8000\r\n");
        assertThat(with(MediaTerms.PLAIN).offer(Direction.SENDRECV).sdp()).doesNotContain("CN");
        assertThat(answerTo(with(pauses), "m=audio 30000 RTP/AVP 8 13").noisePayloadType())
                .as("a static type needs no rtpmap")
                .hasValue(13);
        assertThat(answerTo(with(pauses), "m=audio 30000 RTP/AVP 8").noisePayloadType())
                .isEmpty();
        assertThat(answerTo(with(pauses), "m=audio 30000 RTP/AVP 96 13", "a=rtpmap:96 opus/48000/2")
                        .noisePayloadType())
                .as("its clock is another; Opus has a way of its own")
                .isEmpty();
        assertThat(answerTo(with(pauses), "m=audio 30000 RTP/AVP 8 13", "a=rtpmap:13 other/8000")
                        .noisePayloadType())
                .isEmpty();
        assertThat(answerTo(with(MediaTerms.PLAIN), "m=audio 30000 RTP/AVP 8 13")
                        .noisePayloadType())
                .isEmpty();
    }

    @Test
    void answersComfortNoiseOnlyWhereItWasOfferedAndTheAccountLeavesSilenceOut() {
        String offer = theirs("m=audio 30000 RTP/AVP 0 13 101", "a=rtpmap:13 CN/8000");
        Agreed both = agreed(with(new MediaTerms(List.of(Codec.PCMU), 20, true, Encryption.OFF))
                .answer(offer, Direction.SENDRECV));
        assertThat(both.sdp().orElseThrow()).contains("RTP/AVP 0 13\r\n", "a=rtpmap:13 CN/8000\r\n");
        assertThat(both.stream().orElseThrow().noisePayloadType()).hasValue(13);
        assertThat(both.next().offer(Direction.SENDONLY).sdp())
                .as("a hold keeps it")
                .contains("RTP/AVP 0 13 101\r\n");
        Agreed ours = agreed(with(MediaTerms.PLAIN).answer(offer, Direction.SENDRECV));
        assertThat(ours.sdp().orElseThrow()).doesNotContain("CN");
        assertThat(ours.stream().orElseThrow().noisePayloadType()).isEmpty();
        Agreed without = agreed(with(new MediaTerms(List.of(Codec.PCMU), 20, true, Encryption.OFF))
                .answer(theirs("m=audio 30000 RTP/AVP 0"), Direction.SENDRECV));
        assertThat(without.sdp().orElseThrow()).doesNotContain("CN");
    }

    @Test
    void readsWhatThePeerWishesOfItsOpus() {
        RtpStream stream = answerTo(
                with(MediaTerms.WIDE),
                "m=audio 30000 RTP/AVP 96 97",
                "a=rtpmap:96 opus/48000/2",
                "a=fmtp:96 maxplaybackrate=8000; maxaveragebitrate=20000;useinbandfec=1;usedtx=1;cbr=1;nonsense",
                "a=rtpmap:97 telephone-event/48000",
                "a=ptime:40");
        assertThat(stream.codec()).isEqualTo(Codec.OPUS);
        assertThat(stream.sendPayloadType()).isEqualTo(96);
        assertThat(stream.receivePayloadType()).isEqualTo(111);
        assertThat(stream.opus().wishes()).isEqualTo(new OpusWishes(8_000, 20_000, true, true, true));
        assertThat(stream.sendEventPayloadType()).hasValue(97);
        assertThat(stream.receiveEventPayloadType()).hasValue(110);
        assertThat(stream.eventClockRate()).isEqualTo(48_000);
        assertThat(stream.ptimeMillis()).isEqualTo(40);
        assertThat(answerTo(with(MediaTerms.WIDE), "m=audio 30000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2")
                        .opus()
                        .wishes())
                .as("RFC 7587 §6.1: what holds without a word")
                .isEqualTo(OpusWishes.NONE);
    }

    @Test
    void offersAndAnswersOpusAsWideAsTheAccountWants() {
        MediaTerms full = MediaTerms.WIDE.withOpus(OpusBand.FULL);
        assertThat(with(full).offer(Direction.SENDRECV).sdp())
                .contains("a=fmtp:111 maxplaybackrate=48000;sprop-maxcapturerate=48000;stereo=0;useinbandfec=1\r\n");
        assertThat(with(full.withOpus(OpusBand.TELEPHONE))
                        .offer(Direction.SENDRECV)
                        .sdp())
                .contains("a=fmtp:111 maxplaybackrate=8000;sprop-maxcapturerate=8000;");
        Agreed answer = agreed(
                with(full).answer(theirs("m=audio 30000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2"), Direction.SENDRECV));
        assertThat(answer.sdp().orElseThrow()).contains("a=fmtp:96 maxplaybackrate=48000;sprop-maxcapturerate=48000;");
        assertThat(answer.stream().orElseThrow().opus().band()).isEqualTo(OpusBand.FULL);
    }

    @Test
    void isNoWiderThanAPeerNeedsThatNeitherPlaysNorSendsMore() {
        assertThat(bandWith(OpusBand.FULL, "maxplaybackrate=16000;sprop-maxcapturerate=16000"))
                .isEqualTo(OpusBand.WIDE);
        assertThat(bandWith(OpusBand.FULL, "maxplaybackrate=8000;sprop-maxcapturerate=8000"))
                .isEqualTo(OpusBand.TELEPHONE);
        assertThat(bandWith(OpusBand.FULL, "maxplaybackrate=24000;sprop-maxcapturerate=16000"))
                .isEqualTo(OpusBand.FULL);
        assertThat(bandWith(OpusBand.FULL, "maxplaybackrate=16000"))
                .as("it may send more than it plays")
                .isEqualTo(OpusBand.FULL);
        assertThat(bandWith(OpusBand.WIDE, "maxplaybackrate=48000;sprop-maxcapturerate=48000"))
                .isEqualTo(OpusBand.WIDE);
        assertThat(bandWith(OpusBand.FULL, "maxplaybackrate=5;sprop-maxcapturerate=7"))
                .as("nonsense counts as not said")
                .isEqualTo(OpusBand.FULL);
    }

    private static OpusBand bandWith(OpusBand own, String theirs) {
        return answerTo(
                        with(MediaTerms.WIDE.withOpus(own)),
                        "m=audio 30000 RTP/AVP 96",
                        "a=rtpmap:96 opus/48000/2",
                        "a=fmtp:96 " + theirs)
                .opus()
                .band();
    }

    @Test
    void takesEventsOf8000BesideOpusFromPeersThatKnowNoOther() {
        RtpStream stream = answerTo(
                with(MediaTerms.WIDE),
                "m=audio 30000 RTP/AVP 96 101",
                "a=rtpmap:96 opus/48000/2",
                "a=rtpmap:101 telephone-event/8000");
        assertThat(stream.sendEventPayloadType()).hasValue(101);
        assertThat(stream.receiveEventPayloadType()).hasValue(101);
        assertThat(stream.eventClockRate()).isEqualTo(8_000);
    }

    @Test
    void hearsWhateverElseTheAnswerNames() {
        RtpStream stream = answerTo(
                with(MediaTerms.WIDE),
                "m=audio 30000 RTP/AVP 9 0 107 101",
                "a=rtpmap:107 opus/48000/2",
                "a=rtpmap:101 telephone-event/8000");
        assertThat(stream.codec()).isEqualTo(Codec.G722);
        assertThat(stream.further()).containsExactly(new Format(Codec.PCMU, 0), new Format(Codec.OPUS, 111));
    }

    @Test
    void answersOpusUnderTheOffersNumberWithItsOwnWishes() {
        Agreed agreed = agreed(with(MediaTerms.WIDE)
                .answer(
                        theirs(
                                "m=audio 30000 RTP/AVP 102 0 103 101",
                                "a=rtpmap:102 OPUS/48000/2",
                                "a=fmtp:102 useinbandfec=1",
                                "a=rtpmap:103 telephone-event/48000",
                                "a=rtpmap:101 telephone-event/8000"),
                        Direction.SENDRECV));
        assertThat(agreed.sdp().orElseThrow())
                .contains(
                        "m=audio 40000 RTP/AVP 102 103\r\n",
                        "a=rtpmap:102 opus/48000/2\r\n",
                        "a=fmtp:102 maxplaybackrate=16000",
                        "a=rtpmap:103 telephone-event/48000\r\n");
        assertThat(agreed.stream().orElseThrow().opus().wishes().forwardErrorCorrection())
                .isTrue();
    }

    @Test
    void speaksNothingThatTheAccountLeavesOut() {
        Negotiation narrow = with(MediaTerms.PLAIN);
        Agreed agreed = agreed(
                narrow.answer(theirs("m=audio 30000 RTP/AVP 96 9 8", "a=rtpmap:96 opus/48000/2"), Direction.SENDRECV));
        assertThat(agreed.stream().orElseThrow().codec()).isEqualTo(Codec.PCMA);
        assertThat(narrow.answer(theirs("m=audio 30000 RTP/AVP 9"), Direction.SENDRECV))
                .isEqualTo(new NotAcceptable(488, "no common codec"));
    }

    @Test
    void followsAReInviteToAnotherCodecAndOffersThatOneAgain() {
        Agreed first = agreed(with(MediaTerms.WIDE).answer(theirs("m=audio 30000 RTP/AVP 0 101"), Direction.SENDRECV));
        Agreed second = agreed(first.next()
                .answer(theirs("m=audio 30000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2"), Direction.SENDRECV));
        assertThat(second.stream().orElseThrow().codec()).isEqualTo(Codec.OPUS);
        assertThat(second.next().offer(Direction.SENDONLY).sdp())
                .contains("m=audio 40000 RTP/AVP 96 110\r\n", "a=sendonly");
    }

    @Test
    void sendsTheAccountsPacketLengthWhereThePeerWishesNone() {
        assertThat(answerTo(with(MediaTerms.WIDE.withPtime(10)), "m=audio 30000 RTP/AVP 0")
                        .ptimeMillis())
                .isEqualTo(10);
        assertThat(answerTo(with(MediaTerms.WIDE.withPtime(10)), "m=audio 30000 RTP/AVP 0", "a=ptime:20")
                        .ptimeMillis())
                .isEqualTo(20);
    }
}
