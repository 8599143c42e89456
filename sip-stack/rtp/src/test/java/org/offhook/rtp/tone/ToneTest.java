package org.offhook.rtp.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneTest {

    private static short[] play(CallTone tone, int millis) {
        short[] samples = new short[8 * millis];
        ToneGenerator generator = new ToneGenerator(tone, 8000);
        for (int at = 0; at < samples.length; at += 160) {
            generator.generate(samples, at, 160);
        }
        return samples;
    }

    @Test
    void aSteadyToneHasTheLevelItWasAskedFor() {
        short[] samples = play(CallTone.steady(440, -20), 1000);
        assertThat(Level.dbov(samples, 800, 7200)).isCloseTo(-20, within(0.1f));
    }

    @Test
    void ringbackSoundsTwoSecondsAndRestsFour() {
        short[] samples = play(CallTone.RINGBACK, 12_000);
        assertThat(Level.dbov(samples, 0, 16_000)).isGreaterThan(-22);
        assertThat(Level.dbov(samples, 16_000, 32_000)).isEqualTo(-127);
        assertThat(Level.dbov(samples, 48_000, 16_000)).isGreaterThan(-22);
    }

    @Test
    void theDetectorHearsItsToneAndNoOther() {
        short[] samples = play(CallTone.steady(440, -20), 1000);
        ToneDetector own = new ToneDetector(8000, 440);
        ToneDetector other = new ToneDetector(8000, 620);
        own.accept(samples, 0, samples.length);
        other.accept(samples, 0, 4001);
        other.accept(samples, 4001, 3999);
        assertThat(own.heardMillis()).isGreaterThanOrEqualTo(960);
        assertThat(own.longestRunMillis()).isGreaterThanOrEqualTo(960);
        assertThat(own.share()).isGreaterThan(0.95);
        assertThat(other.heardMillis()).isZero();
    }

    @Test
    void silenceAndNoiseAreNoTone() {
        short[] samples = new short[16_000];
        ToneDetector detector = new ToneDetector(8000, 440);
        detector.accept(samples, 0, 8000);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 3000);
        }
        detector.accept(samples, 0, samples.length);
        assertThat(detector.heardMillis()).isZero();
    }

    @Test
    void everyKeyHasItsTwoFrequencies() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            CallTone tone = CallTone.key(key);
            short[] samples = play(tone, 200);
            ToneDetector low = new ToneDetector(8000, tone.firstHertz());
            low.accept(samples, 0, samples.length);
            ToneDetector high = new ToneDetector(8000, tone.secondHertz());
            high.accept(samples, 0, samples.length);
            assertThat(low.share() + high.share()).as("key " + key).isGreaterThan(0.9);
            assertThat(low.share()).isCloseTo(high.share(), within(0.15));
        }
    }

    @Test
    void theMeterRisesAtOnceAndFallsSlowly() {
        LevelMeter meter = new LevelMeter(8000);
        short[] tone = play(CallTone.steady(440, -10), 100);
        meter.update(tone, 0, tone.length);
        assertThat(meter.dbov()).isCloseTo(-10, within(1f));
        meter.update(new short[800], 0, 800);
        assertThat(meter.dbov()).isCloseTo(-14, within(1f));
        for (int i = 0; i < 40; i++) {
            meter.update(new short[800], 0, 800);
        }
        assertThat(meter.dbov()).isEqualTo(-127);
    }

    @Test
    void mixingAddsAndNeverWraps() {
        short[] samples = new short[160];
        java.util.Arrays.fill(samples, (short) 32_000);
        new ToneGenerator(CallTone.steady(1000, -6), 8000).mix(samples, 0, 160);
        for (short sample : samples) {
            assertThat(sample).isGreaterThan((short) 0);
        }
    }
}
