package org.offhook.bench;

import java.util.Arrays;
import org.offhook.rtp.pcm.Resampler;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * How well speech is heard, as a listener at a telephone would say, from what was said and what was heard: a perceptual measure after the published ideas of ITU-T P.862
 * (PESQ), narrow band, in code and constants of our own. <b>It is no PESQ.</b> {@code docs/adr/0019} tells how it was fitted and how far it can be trusted.
 *
 * <p>Both signals are brought to 8 kHz and laid upon each other ({@link SpeechAlignment}), looked at in windows of 32 ms every 16 ms, brought to one level, and turned to what
 * reaches the ear: {@link EarModel}. What the line colours evenly, and slow changes of its level, count little. What differs in loudness counts where it is more than a
 * quarter of what masks it; what was added counts more than what was left out. Bands, windows, syllables of 320 ms and the whole are put together by powers, so that one bad
 * place is not made good by many good ones.
 */
final class PerceivedSpeech {
    /** Windows of a syllable, and from one to the next. */
    private static final int SYLLABLE = 20;

    private static final int NEXT_SYLLABLE = 10;
    private static final double SYLLABLE_POWER = 6;
    private static final double WHOLE_POWER = 2;

    /** Windows so much softer than the loudest are pauses. */
    private static final double SPOKEN_DB = 35;

    /** What is 50 dB softer than it was said is not heard softly, but not at all. */
    private static final double LEAST_HEARD = 1e-5;

    /** The fitted ones: mark of a line without a flaw, what a unit of each disturbance takes off. */
    private static final double FLAWLESS = 4.28;

    private static final double PER_DIFFERENCE = 0.62;
    private static final double PER_ADDITION = 0.035;

    private PerceivedSpeech() {}

    /**
     * The result.
     *
     * @param difference how much the loudness differs, put together over the whole
     * @param addition how much of it was added, the same way
     * @param score on the scale of listeners' marks, 1.0 to 4.5
     */
    record Result(double difference, double addition, double score) {}

    /** Compares two signals of {@link ReferenceSpeech#RATE}. */
    static Result compare(short[] said, short[] heard) {
        return compareNarrow(narrow(said), narrow(heard));
    }

    /**
     * Compares voice by voice, each of the same length and heard for half a second more, and gives the mean: a listener gives marks to single
     * sayings.
     */
    static Result compare(short[] said, short[] heard, int voices) {
        int length = said.length / voices;
        double difference = 0;
        double addition = 0;
        double score = 0;
        for (int voice = 0; voice < voices; voice++) {
            int from = voice * length;
            int until = Math.min(heard.length, from + length + ReferenceSpeech.RATE / 2);
            Result one = compare(
                    Arrays.copyOfRange(said, from, from + length),
                    Arrays.copyOfRange(heard, Math.min(from, until), until));
            difference += one.difference / voices;
            addition += one.addition / voices;
            score += one.score / voices;
        }
        return new Result(difference, addition, score);
    }

    private static Result compareNarrow(short[] said, short[] heard) {
        EarModel ear = new EarModel(SpeechAlignment.RATE);
        double[][] reference = new double[said.length / EarModel.HOP][];
        double[][] degraded = new double[reference.length][];
        int[] delays = SpeechAlignment.delays(said, heard);
        for (int i = 0; i < reference.length; i++) {
            int at = i * EarModel.HOP - EarModel.WINDOW / 2;
            int block = Math.min(delays.length - 1, i * EarModel.HOP / SpeechAlignment.blockSamples());
            reference[i] = ear.bands(said, at);
            degraded[i] = ear.bands(heard, at + delays[block]);
        }
        boolean[] spoken = spoken(reference);
        int first = 0;
        int last = reference.length - 1;
        while (first < last && !spoken[first]) {
            first++;
        }
        while (last > first && !spoken[last]) {
            last--;
        }
        if (power(degraded, spoken) < LEAST_HEARD * power(reference, spoken)) {
            return new Result(Double.POSITIVE_INFINITY, 0, mark(Double.POSITIVE_INFINITY, 0));
        }
        ear.level(reference, spoken);
        ear.level(degraded, spoken);
        EarModel.colour(reference, degraded, spoken);
        double[] differences = new double[last + 1 - first];
        double[] additions = new double[last + 1 - first];
        double gain = 1;
        for (int i = first; i <= last; i++) {
            gain = EarModel.follow(gain, reference[i], degraded[i]);
            double[] louder = EarModel.scaled(degraded[i], gain);
            Disturbance disturbance = Disturbance.of(ear, reference[i], louder);
            differences[i - first] = disturbance.difference();
            additions[i - first] = disturbance.addition();
        }
        double difference = whole(differences);
        double addition = whole(additions);
        return new Result(difference, addition, mark(difference, addition));
    }

    private static short[] narrow(short[] signal) {
        Resampler resampler = new Resampler(ReferenceSpeech.RATE, SpeechAlignment.RATE);
        short[] narrow = new short[signal.length / 2 + 64];
        int made = 0;
        for (int at = 0; at < signal.length; at += 1_024) {
            made += resampler.process(signal, at, Math.min(1_024, signal.length - at), narrow, made);
        }
        return Arrays.copyOf(narrow, made);
    }

    private static boolean[] spoken(double[][] windows) {
        double[] powers = new double[windows.length];
        double loudest = 0;
        for (int i = 0; i < windows.length; i++) {
            powers[i] = Arrays.stream(windows[i]).sum();
            loudest = Math.max(loudest, powers[i]);
        }
        boolean[] spoken = new boolean[windows.length];
        for (int i = 0; i < windows.length; i++) {
            spoken[i] = powers[i] > loudest * Math.pow(10, -SPOKEN_DB / 10);
        }
        return spoken;
    }

    private static double power(double[][] windows, boolean[] spoken) {
        double sum = 0;
        for (int i = 0; i < windows.length; i++) {
            sum += spoken[i] ? Arrays.stream(windows[i]).sum() : 0;
        }
        return sum;
    }

    /** Windows to syllables, syllables to the whole. */
    private static double whole(double[] windows) {
        double sum = 0;
        int syllables = 0;
        for (int from = 0; from == 0 || from + SYLLABLE <= windows.length; from += NEXT_SYLLABLE) {
            double syllable = 0;
            int count = Math.min(SYLLABLE, windows.length - from);
            for (int i = from; i < from + count; i++) {
                syllable += Math.pow(windows[i], SYLLABLE_POWER) / count;
            }
            sum += Math.pow(syllable, WHOLE_POWER / SYLLABLE_POWER);
            syllables++;
        }
        return Math.pow(sum / syllables, 1 / WHOLE_POWER);
    }

    /** On the raw scale, then by the formula of ITU-T P.862.1 on that of listeners. */
    private static double mark(double difference, double addition) {
        double raw = Math.max(-0.5, FLAWLESS - PER_DIFFERENCE * difference - PER_ADDITION * addition);
        return 0.999 + 4 / (1 + Math.exp(-1.4945 * raw + 4.6607));
    }
}
