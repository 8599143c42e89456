package org.offhook.practice.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.testkit.base.Seed;

class SessionTest {
    private static final String OFFER = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 10.0.0.9
            t=0 0
            m=audio 40000 RTP/AVP 9 8 0 97
            c=IN IP4 127.0.0.1
            a=rtpmap:9 G722/8000
            a=rtpmap:97 telephone-event/8000
            a=fmtp:97 0-15
            a=ptime:30
            a=sendrecv
            m=video 0 RTP/AVP 31
            c=IN IP4 1.1.1.1
            a=inactive
            """;

    @Test
    void takesTheFirstCodecItSpeaksAndTheStreamsOwnAddress() {
        assertThat(PeerAudio.parse(OFFER))
                .contains(
                        new PeerAudio("127.0.0.1", 40_000, Codec.PCMA, 8, OptionalInt.of(97), 30, Direction.SENDRECV));
    }

    @Test
    void understandsDynamicNumbersForCodecs() {
        PeerAudio audio = PeerAudio.parse(
                        "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 96\r\na=rtpmap:96 pcmu/8000/1\r\n")
                .orElseThrow();
        assertThat(audio.codec()).isEqualTo(Codec.PCMU);
        assertThat(audio.payloadType()).isEqualTo(96);
        assertThat(audio.eventPayloadType()).isEmpty();
    }

    @Test
    void findsNothingInADescriptionWithoutUsableAudio() {
        assertThat(PeerAudio.parse("v=0\r\nm=video 9 RTP/AVP 31\r\n")).isEmpty();
        assertThat(PeerAudio.parse("v=0\r\nm=audio 9 RTP/AVP 18\r\n")).isEmpty();
        assertThat(PeerAudio.parse("v=0\r\nm=audio 9 RTP/SAVP 0\r\n")).isEmpty();
        assertThat(PeerAudio.parse("")).isEmpty();
        assertThat(PeerAudio.parse(OFFER)).isPresent();
        assertThat(PeerAudio.parse(OFFER.replace("127.0.0.1", "phone.example")))
                .as("a name for an address")
                .isEmpty();
        assertThat(PeerAudio.parse(OFFER.replaceAll("c=IN IP4 .*", "")))
                .as("no address")
                .isEmpty();
    }

    @Test
    void neverThrowsWhateverTheDescriptionIs() {
        long seed = Seed.of("SessionTest");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(OFFER);
            for (int change = random.nextInt(8); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                    default -> text.insert(at, random.nextInt());
                }
            }
            assertThat(PeerAudio.parse(text.toString())).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SENDRECV,SENDRECV,SENDRECV",
        "SENDRECV,SENDONLY,RECVONLY",
        "SENDRECV,RECVONLY,SENDONLY",
        "SENDRECV,INACTIVE,INACTIVE",
        "SENDONLY,SENDRECV,SENDONLY",
        "SENDONLY,SENDONLY,INACTIVE",
    })
    void mirrorsThePeersDirection(Direction wanted, Direction offered, Direction answered) {
        String offer = OFFER.replace("a=sendrecv", "a=" + offered.name().toLowerCase(java.util.Locale.ROOT));
        PeerAudio peer = PeerAudio.parse(offer).orElseThrow();
        assertThat(OwnAudio.answer(1, 1, "127.0.0.1", 5_000, peer, wanted).direction())
                .isEqualTo(answered);
    }

    @Test
    void sendsNothingToAnAddressOfZeros() {
        PeerAudio peer = PeerAudio.parse(OFFER.replace("127.0.0.1\na=rtpmap:9", "0.0.0.0\na=rtpmap:9"))
                .orElseThrow();
        assertThat(OwnAudio.answer(1, 1, "127.0.0.1", 5_000, peer, Direction.SENDRECV)
                        .direction())
                .isEqualTo(Direction.RECVONLY);
    }

    @Test
    void answersUnderTheNumbersOfTheOffer() {
        PeerAudio peer = PeerAudio.parse(OFFER).orElseThrow();
        String answer = OwnAudio.answer(7, 1, "127.0.0.1", 5_000, peer, Direction.SENDRECV)
                .text();
        assertThat(answer)
                .contains("\r\nm=audio 5000 RTP/AVP 8 97\r\n", "\r\na=rtpmap:97 telephone-event/8000\r\n")
                .endsWith("a=ptime:20\r\na=sendrecv\r\n");
        assertThat(PeerAudio.parse(answer).orElseThrow().eventPayloadType()).hasValue(97);
    }
}
