package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Seed;

/** One dialog's descriptions, made of somebody else's. */
class SpokenTest {
    private static final String AUDIO_AND_VIDEO = String.join(
            "\r\n",
            "v=0",
            "o=far 9 9 IN IP4 192.0.2.9",
            "s=call",
            "c=IN IP4 192.0.2.9",
            "b=AS:500",
            "t=0 0",
            "a=group:BUNDLE 0 1",
            "m=video 5000 RTP/AVP 96",
            "a=rtpmap:96 H264/90000",
            "m=audio 5002 RTP/AVP 0 8",
            "a=ptime:20",
            "");

    private static String said(Optional<Spoken.Said> said) {
        return said.orElseThrow().sdp();
    }

    @Test
    void keepsTheSessionAndCountsTheVersionUp() {
        Spoken ours = Spoken.after(100, 100, LegSamples.sdp("-", "192.0.2.10", 40_000, "0 8 101"));
        Spoken.Said first = ours.offer(LegSamples.TWO).orElseThrow();
        assertThat(first.sdp()).startsWith("v=0\r\no=- 100 101 IN IP4 192.0.2.10\r\n");
        assertThat(said(first.next().offer(LegSamples.ONE))).contains("o=- 100 102 IN IP4 192.0.2.10\r\n");
    }

    @Test
    void passesEverythingElseOnAsItCame() {
        String passed = said(Spoken.nothing(5).offer(AUDIO_AND_VIDEO));
        assertThat(passed).isEqualTo(AUDIO_AND_VIDEO.replace("o=far 9 9 ", "o=- 5 5 "));
    }

    @Test
    void keepsSectionsInTheirPlacesInAnOffer() {
        Spoken audioOnly = Spoken.nothing(5).heard(LegSamples.ONE);
        assertThat(said(audioOnly.offer(AUDIO_AND_VIDEO)).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=audio 5002 RTP/AVP 0 8", "m=video 5000 RTP/AVP 96");
    }

    @Test
    void refusesSectionsThatTheOtherPartyDoesNotHave() {
        Spoken both = Spoken.nothing(5).heard(AUDIO_AND_VIDEO);
        assertThat(said(both.answer(LegSamples.ONE)).lines().filter(line -> line.startsWith("m=")))
                .as("RFC 3264 §6: one section for each that was offered")
                .containsExactly("m=video 0 RTP/AVP 96", "m=audio 30000 RTP/AVP 0 101");
    }

    @Test
    void answersNoMoreSectionsThanWereOffered() {
        Spoken audioOnly = Spoken.nothing(5).heard(LegSamples.ONE);
        assertThat(said(audioOnly.answer(AUDIO_AND_VIDEO)).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=audio 5002 RTP/AVP 0 8");
    }

    @Test
    void refusesAWholeOffer() {
        assertThat(Spoken.refusal(AUDIO_AND_VIDEO).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 96", "m=audio 0 RTP/AVP 0 8");
    }

    @Test
    void namesItselfWhereTheOtherPartyHasNotSaidWhoItIs() {
        String nameless = "v=0\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 5002 RTP/AVP 0\r\n";
        assertThat(said(Spoken.nothing(5).offer(nameless))).startsWith("v=0\r\no=- 5 5 IN IP4 0.0.0.0\r\ns=-\r\n");
        assertThat(said(Spoken.nothing(5).offer("c=IN IP4 192.0.2.9\r\nm=audio 5002 RTP/AVP 0\r\n")))
                .startsWith("v=0\r\no=- 5 5 IN IP4 0.0.0.0\r\n");
    }

    @Test
    void neverThrowsOnWhatPeersSend() {
        long seed = Seed.of("SpokenTest");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder garbled = new StringBuilder(AUDIO_AND_VIDEO);
            for (int j = random.nextInt(40); j >= 0; j--) {
                int at = random.nextInt(garbled.length());
                switch (random.nextInt(3)) {
                    case 0 -> garbled.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> garbled.deleteCharAt(at);
                    default -> garbled.insert(at, "m= \r\n");
                }
            }
            String text = garbled.toString();
            Spoken spoken = Spoken.nothing(1).heard(text);
            boolean readable = Spoken.isDescription(text);
            assertThat(spoken.offer(text).isPresent()).as("seed " + seed).isEqualTo(readable);
            assertThat(spoken.answer(text).isPresent()).as("seed " + seed).isEqualTo(readable);
            assertThat(Spoken.refusal(text)).startsWith("v=0");
        }
    }
}
