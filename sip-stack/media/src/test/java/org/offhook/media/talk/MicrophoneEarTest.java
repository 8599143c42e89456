package org.offhook.media.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MicrophoneFacts;

/** Speech, noise, silence and distortion told apart. */
class MicrophoneEarTest {
    private static final int RATE = 16_000;
    private static final int FRAME = RATE / 50;

    private final RandomGenerator random =
            RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(7);
    private final MicrophoneEar ear = new MicrophoneEar();

    private MicrophoneFacts after(double seconds, double noise, double speech) {
        MicrophoneFacts before = ear.facts();
        short[] frame = new short[FRAME];
        for (int f = 0; f < seconds * 50; f++) {
            boolean syllable = f % 12 < 8; // four syllables a second
            for (int i = 0; i < FRAME; i++) {
                double voice = syllable ? speech * Math.sin(2 * Math.PI * 200 * (f * FRAME + i) / RATE) : 0;
                frame[i] = (short) Math.clamp(voice + noise * random.nextGaussian(), -32_768, 32_767);
            }
            ear.listen(frame, FRAME, RATE);
        }
        return ear.facts().since(before);
    }

    @Test
    void speechIsHeardInAQuietRoomAndInALoudOneAndNoiseAloneIsNone() {
        assertThat(after(3, 20, 0).spokenMillis()).isZero();
        assertThat(after(2, 20, 2_000).spokenMillis()).isBetween(1_000L, 1_500L);
        after(20, 300, 0); // a loud office: it takes a while to be known
        assertThat(after(3, 300, 0).spokenMillis()).isLessThan(100);
        assertThat(after(2, 300, 8_000).spokenMillis()).isBetween(1_000L, 1_500L);
    }

    @Test
    void aDeadMicrophoneAndDistortionAreSeen() {
        assertThat(after(1, 0, 0)).isEqualTo(new MicrophoneFacts(1_000, 1_000, 0, 0));
        assertThat(after(1, 3, 0).silentMillis()).as("a quiet room").isZero();
        assertThat(after(1, 20, 60_000).clippedMillis()).isGreaterThan(500);
        assertThat(after(1, 20, 20_000).clippedMillis()).isZero();
    }
}
