package org.offhook.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Allocation;

class LossConcealerTest {
    private static final int RATE = 8_000;
    private static final int GAP_AT = 1_625;
    private static final int FRAME = 160;

    private final LossConcealer concealer = new LossConcealer(RATE);

    /** A voice whose pitch and loudness glide: pulses at the pitch through two resonances. */
    private static short[] voice(double fromHertz, double toHertz, double fromLevel, double toLevel) {
        short[] samples = new short[3_400];
        double phase = 0;
        double[] low = new double[2];
        double[] high = new double[2];
        for (int i = 0; i < samples.length; i++) {
            double share = (double) i / samples.length;
            phase += (fromHertz + (toHertz - fromHertz) * share) / RATE;
            double pulse = 0;
            if (phase >= 1) {
                phase -= 1;
                pulse = fromLevel + (toLevel - fromLevel) * share;
            }
            double sample = resonance(low, pulse, 600, 0.95) + 0.5 * resonance(high, pulse, 1_700, 0.93);
            samples[i] = (short) Math.round(sample);
        }
        return samples;
    }

    private static double resonance(double[] past, double excited, double hertz, double radius) {
        double sample =
                excited + 2 * radius * Math.cos(2 * Math.PI * hertz / RATE) * past[0] - radius * radius * past[1];
        past[1] = past[0];
        past[0] = sample;
        return sample;
    }

    private static short[] hiss(int level) {
        Random random = new Random(3);
        short[] samples = new short[3_400];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * level);
        }
        return samples;
    }

    /** What is heard where {@code gap} samples are missing, of which {@code blind} have to be made up before the rest is known. */
    private short[] heard(short[] said, int gap, int blind) {
        short[] heard = said.clone();
        concealer.accept(heard, 0, GAP_AT);
        if (blind > 0) {
            concealer.conceal(heard, GAP_AT, blind);
        }
        int after = GAP_AT + gap;
        if (blind < gap) {
            assertThat(concealer.bridges(gap - blind, FRAME)).isTrue();
            concealer.conceal(heard, GAP_AT + blind, gap - blind, gap - blind, said, after, FRAME);
        }
        concealer.accept(heard, after, heard.length - after);
        return heard;
    }

    private static double decibels(short[] said, short[] heard, int gap) {
        double signal = 0;
        double error = 1;
        for (int i = GAP_AT; i < GAP_AT + gap; i++) {
            signal += (double) said[i] * said[i];
            error += Math.pow(said[i] - heard[i], 2);
        }
        return 10 * Math.log10(signal / error);
    }

    private static double energy(short[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return 10 * Math.log10(sum / count);
    }

    private static int largestStep(short[] samples) {
        int largest = 0;
        for (int i = 1; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }

    @Test
    void bothSidesFillAVoiceThatGlidesBetterThanTheSideBeforeAlone() {
        short[] said = voice(110, 135, 8_000, 8_000);
        double both = decibels(said, heard(said, FRAME, 0), FRAME);
        double before = decibels(said, new LossConcealerTest().heard(said, FRAME, FRAME), FRAME);
        assertThat(both).isGreaterThan(10).isGreaterThan(before + 2);
    }

    @Test
    void whatComesLateStillHelpsTheSecondHalf() {
        short[] said = voice(190, 170, 8_000, 8_000);
        assertThat(decibels(said, heard(said, FRAME, FRAME / 2), FRAME)).isGreaterThan(9);
    }

    @Test
    void theSoundAfterTheGapIsNotTouched() {
        short[] said = voice(120, 130, 8_000, 8_000);
        short[] heard = heard(said, FRAME, 80);
        for (int i = GAP_AT + FRAME; i < said.length; i++) {
            assertThat(heard[i]).isEqualTo(said[i]);
        }
    }

    @Test
    void nothingClicksWhereAGapBeginsAndEnds() {
        for (int blind : new int[] {0, 80, FRAME}) {
            short[] said = voice(105, 180, 9_000, 3_000);
            short[] heard = new LossConcealerTest().heard(said, FRAME, blind);
            assertThat(largestStep(heard)).as("blind " + blind).isLessThan(largestStep(said) * 13 / 10);
        }
    }

    @Test
    void hissKeepsItsLevelAndAVoiceGoesFromTheOneLevelToTheOther() {
        short[] noise = hiss(1_000);
        assertThat(energy(heard(noise, FRAME, 0), GAP_AT, FRAME)).isBetween(57.0, 63.0);
        short[] fading = voice(150, 150, 12_000, 2_000);
        short[] heard = new LossConcealerTest().heard(fading, 2 * FRAME, 0);
        double middle = energy(fading, GAP_AT, 2 * FRAME);
        assertThat(energy(heard, GAP_AT, 2 * FRAME)).isBetween(middle - 1.5, middle + 1.5);
    }

    @Test
    void withNothingLaterTheSoundHoldsForTwentyFiveMillisecondsAndIsSilentAfterEighty() {
        short[] said = voice(150, 150, 8_000, 8_000);
        short[] heard = said.clone();
        concealer.accept(heard, 0, GAP_AT);
        concealer.conceal(heard, GAP_AT, 800);
        double level = energy(said, GAP_AT - FRAME, FRAME);
        assertThat(energy(heard, GAP_AT, FRAME)).isBetween(level - 1, level + 1);
        assertThat(energy(heard, GAP_AT + 640, FRAME)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void everyLengthAndPlaceOfAGapStaysWithinBoundsInBothBands() {
        for (int rate : new int[] {8_000, 16_000}) {
            Random random = new Random(rate);
            LossConcealer any = new LossConcealer(rate);
            short[] said = voice(90, 400, 20_000, 20_000);
            short[] out = new short[rate];
            for (int round = 0; round < 300; round++) {
                int at = random.nextInt(1_500);
                any.accept(said.clone(), at, 1 + random.nextInt(400));
                int blind = random.nextInt(3) == 0 ? random.nextInt(rate / 10) : 0;
                if (blind > 0) {
                    any.conceal(out, 0, blind);
                }
                int gap = 1 + random.nextInt(rate / 10);
                int known = rate / 100 + random.nextInt(rate / 50);
                if (any.bridges(gap, known)) {
                    any.conceal(out, 0, gap, gap, said, at, known);
                }
            }
            assertThat(any.concealedRun()).isNotNegative();
        }
    }

    @Test
    void aThousandGapsAllocateNothing() {
        short[] said = voice(110, 135, 8_000, 8_000);
        short[] out = new short[FRAME];
        long[] bytes = new long[2];
        for (int round = 0; round < 2; round++) {
            long before = Allocation.ofThisThread();
            for (int i = 0; i < 1_000; i++) {
                concealer.accept(said, i % 7 * 40, FRAME);
                concealer.conceal(out, 0, 80);
                concealer.conceal(out, 80, 80, 80, said, 400, FRAME);
            }
            bytes[round] = Allocation.ofThisThread() - before;
        }
        assertThat(bytes[1]).as("bytes allocated for 1,000 gaps").isLessThan(1_024);
    }
}
