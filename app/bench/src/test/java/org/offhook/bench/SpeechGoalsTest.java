package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.Codec;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.testkit.base.ReferenceSpeech;

/** The goals for speech, in virtual time, two voices, by the perceptual measure; the same each time where the machine has the same libopus. */
class SpeechGoalsTest {
    private static final int VOICES = 2;

    @BeforeAll
    static void prepare() {
        OpusSpeech.prepare();
    }

    @ParameterizedTest
    @CsvSource({
        "clean, PCMU, 4.15",
        "loss5, PCMU, 3.6",
        "loss10, PCMU, 3.1",
        "jitter60, PCMU, 4.15",
        "loss10, PCMA, 3.1",
        "loss10, OPUS, 3.4",
        "jitter60, OPUS, 4.0",
        "loss10, G722, 2.8",
        "jitter60, G722, 4.0"
    })
    void speechIsHeardAsWellAsItIsMeantToBe(String network, Codec codec, double goal) {
        short[] said = ReferenceSpeech.of(VOICES);
        short[] heard = QualityBench.heard(EmulatedNetwork.named(network).orElseThrow(), codec, said);
        double score = PerceivedSpeech.compare(said, heard, VOICES).score();
        System.out.printf(Locale.ROOT, "MEASURED %s, %s: %.2f (goal %.2f)%n", network, codec, score, goal);
        assertThat(score).isGreaterThanOrEqualTo(goal);
    }
}
