package org.offhook.practice.sound;

import java.util.SplittableRandom;

/**
 * Speech that says nothing: a pulse train through three moving resonances, with pauses, hisses and a falling pitch, so that level
 * meters, noise suppression and ears take it for a person. Made once and repeated. The same seed gives the same samples.
 */
final class MadeUpSpeech {
    static final int SAMPLE_RATE = 8_000;

    private static final int SYLLABLES = 14;
    private static final double PEAK = 9_000;

    /** First three formants of five vowels in hertz, as textbooks give them for a male voice. */
    private static final int[][] VOWELS = {
        {730, 1_090, 2_440}, {270, 2_290, 3_010}, {300, 870, 2_240}, {530, 1_840, 2_480}, {570, 840, 2_410}
    };

    private final SplittableRandom random;
    private final double[] samples;
    private int length;
    private double phase;
    private final double[] memory = new double[6];

    private MadeUpSpeech(long seed) {
        random = new SplittableRandom(seed);
        samples = new double[SAMPLE_RATE * 6];
    }

    /** One phrase of about three seconds. */
    static short[] phrase(long seed) {
        MadeUpSpeech speech = new MadeUpSpeech(seed);
        int[] mouth = VOWELS[0];
        for (int syllable = 0; syllable < SYLLABLES; syllable++) {
            if (syllable % 4 == 3) {
                speech.pause(90 + speech.random.nextInt(80));
            } else if (speech.random.nextInt(3) == 0) {
                speech.hiss(45);
            }
            int[] next = VOWELS[speech.random.nextInt(VOWELS.length)];
            double pitch = 135 - 3.0 * syllable + speech.random.nextInt(18);
            speech.vowel(mouth, next, pitch, 120 + speech.random.nextInt(90));
            mouth = next;
        }
        return speech.normalised();
    }

    private void vowel(int[] from, int[] to, double pitch, int millis) {
        int count = millis * SAMPLE_RATE / 1_000;
        for (int i = 0; i < count; i++) {
            double progress = Math.min(1, 3.0 * i / count);
            phase += (pitch - 12.0 * i / count) / SAMPLE_RATE;
            phase -= Math.floor(phase);
            // A falling ramp with a little breath has the spectral slope of vocal folds.
            double sample = 1 - 2 * phase + 0.05 * (random.nextDouble() - 0.5);
            for (int formant = 0; formant < 3; formant++) {
                double hertz = from[formant] + (to[formant] - from[formant]) * progress;
                sample = resonate(formant, hertz, 60 + 40 * formant, sample);
            }
            append(sample * Math.sin(Math.PI * (i + 0.5) / count));
        }
    }

    private void hiss(int millis) {
        int count = millis * SAMPLE_RATE / 1_000;
        for (int i = 0; i < count; i++) {
            append(0.15 * (random.nextDouble() - 0.5) * Math.sin(Math.PI * i / count));
        }
    }

    private void pause(int millis) {
        length = Math.min(samples.length, length + millis * SAMPLE_RATE / 1_000);
    }

    /** A two-pole resonator with unity gain at zero frequency. */
    private double resonate(int index, double hertz, double bandwidth, double input) {
        double radius = Math.exp(-Math.PI * bandwidth / SAMPLE_RATE);
        double second = -radius * radius;
        double first = 2 * radius * Math.cos(2 * Math.PI * hertz / SAMPLE_RATE);
        double output = (1 - first - second) * input + first * memory[2 * index] + second * memory[2 * index + 1];
        memory[2 * index + 1] = memory[2 * index];
        memory[2 * index] = output;
        return output;
    }

    private void append(double sample) {
        if (length < samples.length) {
            samples[length++] = sample;
        }
    }

    private short[] normalised() {
        double highest = 1e-9;
        for (int i = 0; i < length; i++) {
            highest = Math.max(highest, Math.abs(samples[i]));
        }
        short[] phrase = new short[length];
        for (int i = 0; i < length; i++) {
            phrase[i] = (short) Math.round(samples[i] / highest * PEAK);
        }
        return phrase;
    }
}
