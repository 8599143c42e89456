package org.offhook.bench;

import java.util.SplittableRandom;

/**
 * What is said in the quality bench: speech without words, made by a pulse train through moving resonances up to 7 kHz, with hisses and
 * pauses. Made anew from a seed in each run, so that nothing need be shipped and everybody has the same. It stands for speech as far as
 * pitch, formants, onsets and silences go; it is no voice, and figures for it are not to be compared with those of recordings.
 */
final class ReferenceSpeech {
    static final int RATE = 16_000;

    private static final int[][] VOWELS = {
        {730, 1_090, 2_440, 3_400, 4_500},
        {270, 2_290, 3_010, 3_600, 4_700},
        {300, 870, 2_240, 3_300, 4_300},
        {530, 1_840, 2_480, 3_500, 4_600},
        {570, 840, 2_410, 3_400, 4_400}
    };
    private static final double PEAK = 12_000;

    private final SplittableRandom random;
    private final double[] samples;
    private final double[] memory = new double[10];
    private int length;
    private double phase;

    private ReferenceSpeech(long seed, int seconds) {
        random = new SplittableRandom(seed);
        samples = new double[seconds * RATE];
    }

    /** So many seconds of it at {@link #RATE}. */
    static short[] of(long seed, int seconds) {
        ReferenceSpeech speech = new ReferenceSpeech(seed, seconds);
        int[] mouth = VOWELS[0];
        for (int syllable = 0; speech.length < speech.samples.length; syllable++) {
            if (syllable % 5 == 4) {
                speech.length += (150 + speech.random.nextInt(300)) * RATE / 1_000;
            } else if (speech.random.nextInt(3) == 0) {
                speech.hiss(40 + speech.random.nextInt(50));
            }
            int[] next = VOWELS[speech.random.nextInt(VOWELS.length)];
            speech.vowel(mouth, next, 105 + speech.random.nextInt(60), 90 + speech.random.nextInt(130));
            mouth = next;
        }
        return speech.normalised();
    }

    private void vowel(int[] from, int[] to, double pitch, int millis) {
        int count = millis * RATE / 1_000;
        for (int i = 0; i < count && length < samples.length; i++) {
            double progress = Math.min(1, 3.0 * i / count);
            phase += (pitch - 15.0 * i / count) / RATE;
            phase -= Math.floor(phase);
            double sample = 1 - 2 * phase + 0.04 * (random.nextDouble() - 0.5);
            double out = 0;
            for (int formant = 0; formant < 5; formant++) {
                double hertz = from[formant] + (to[formant] - from[formant]) * progress;
                out += resonate(formant, hertz, 70 + 40.0 * formant, sample) / (formant + 1);
            }
            double edge = Math.min(1, Math.min(i, count - i) / (RATE / 100.0));
            samples[length++] = out * edge;
        }
    }

    private double resonate(int formant, double hertz, double width, double input) {
        double radius = Math.exp(-Math.PI * width / RATE);
        double angle = 2 * Math.PI * hertz / RATE;
        double out = (1 - radius) * input
                + 2 * radius * Math.cos(angle) * memory[2 * formant]
                - radius * radius * memory[2 * formant + 1];
        memory[2 * formant + 1] = memory[2 * formant];
        memory[2 * formant] = out;
        return out;
    }

    private void hiss(int millis) {
        int count = millis * RATE / 1_000;
        double before = 0;
        for (int i = 0; i < count && length < samples.length; i++) {
            double white = random.nextDouble() - 0.5;
            samples[length++] = 0.03 * (white - before);
            before = white;
        }
    }

    private short[] normalised() {
        double most = 1e-9;
        for (double sample : samples) {
            most = Math.max(most, Math.abs(sample));
        }
        short[] pcm = new short[samples.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(samples[i] / most * PEAK);
        }
        return pcm;
    }
}
