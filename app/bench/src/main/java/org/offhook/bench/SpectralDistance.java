package org.offhook.bench;

import java.util.Arrays;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * How far what was heard is from what was said, in decibels: the root mean square difference of the levels of critical bands (Zwicker's), in frames of
 * 32 ms every 20 ms, over the frames in which something was said. Half a second at a time is laid where it fits best near the half second before,
 * since a jitter buffer moves its delay in the call, and a frame may be 5 ms off, which nobody hears. Levels are floored 45 dB below the loudest
 * frame, so that differences in silence do not count, and what is louder or softer as a whole is taken to the same level first (median of the
 * spoken frames). 0 is the same; a frame that is missing or wrong comes to 10 to 40.
 */
final class SpectralDistance {
    private static final int RATE = ReferenceSpeech.RATE;
    private static final int FRAME = 512;
    private static final int HOP = 320;
    private static final int STEP = 40;
    private static final int SEGMENT_FRAMES = 25;
    /** How far a half second may lie from the one before it, and a frame from its half second; in steps. */
    private static final int SEGMENT_SEARCH = 24;

    private static final int FRAME_SEARCH = 2;
    private static final double SPOILT_DB = 6;
    private static final double FLOOR_DB = 45;
    private static final double SPOKEN_DB = 35;
    private static final double MISSING_DB = 20;
    /** A phone that plays louder or softer than this as a whole is not taken to the same level. */
    private static final double MOST_LEVEL_DB = 20;

    /** Upper edges of critical bands in hertz; what lies above telephone band counts as well. */
    private static final int[] EDGES = {
        200, 300, 400, 510, 630, 770, 920, 1_080, 1_270, 1_480, 1_720, 2_000, 2_320, 2_700, 3_150, 3_700, 4_400, 5_300,
        6_400, 7_400
    };

    private SpectralDistance() {}

    /**
     * The result.
     *
     * @param delaySamples from mouth to ear, at 16 kHz: the mean over the spoken frames
     * @param decibels mean distance
     * @param spoiltShare frames further away than anybody would miss
     * @param missingShare frames of which next to nothing was heard
     * @param segmentalSnr {@link SegmentalSnr}, mean of the spoken frames
     */
    record Result(int delaySamples, double decibels, double spoiltShare, double missingShare, double segmentalSnr) {}

    /** Compares two signals of {@link ReferenceSpeech#RATE}; {@code bands} from the lowest on count (16 are telephone band). */
    static Result compare(short[] said, short[] heard, int bands) {
        double[][] reference = levels(said, HOP);
        double[][] steps = levels(heard, STEP);
        double loudest = 0;
        for (double[] frame : reference) {
            loudest = Math.max(loudest, loudest(frame, bands));
        }
        int shift = delay(said, heard) / STEP;
        level(reference, steps, shift, loudest, bands);
        Sums sums = new Sums();
        for (int first = 0; first < reference.length; first += SEGMENT_FRAMES) {
            int last = Math.min(reference.length, first + SEGMENT_FRAMES);
            shift = fitting(reference, steps, first, last, shift, loudest, bands);
            for (int i = first; i < last; i++) {
                if (loudest(reference[i], bands) < loudest - SPOKEN_DB) {
                    continue;
                }
                int nearest = shift;
                double best = Double.MAX_VALUE;
                for (int near = shift - FRAME_SEARCH; near <= shift + FRAME_SEARCH; near++) {
                    double distance = at(reference, steps, i, near, loudest, bands);
                    nearest = distance < best ? near : nearest;
                    best = Math.min(best, distance);
                }
                if (best < Double.MAX_VALUE) {
                    sums.frame(
                            best,
                            shift,
                            loudest(reference[i], bands) - loudest(steps[i * (HOP / STEP) + nearest], bands));
                    sums.ratio(SegmentalSnr.of(said, i * HOP, heard, i * HOP + shift * STEP));
                }
            }
        }
        return sums.result();
    }

    /** What is gathered of the spoken frames. */
    private static final class Sums {
        private int counted;
        private double distance;
        private long shifts;
        private int spoilt;
        private int missing;
        private int ratios;
        private double ratio;

        void frame(double decibels, int shift, double missingDecibels) {
            counted++;
            distance += decibels;
            shifts += shift;
            spoilt += decibels > SPOILT_DB ? 1 : 0;
            missing += missingDecibels > MISSING_DB ? 1 : 0;
        }

        void ratio(double decibels) {
            if (!Double.isNaN(decibels)) {
                ratio += decibels;
                ratios++;
            }
        }

        Result result() {
            return counted == 0
                    ? new Result(0, FLOOR_DB, 1, 1, 0)
                    : new Result(
                            (int) (shifts * STEP / counted),
                            distance / counted,
                            (double) spoilt / counted,
                            (double) missing / counted,
                            ratio / Math.max(1, ratios));
        }
    }

    /** Takes what was heard to the level of what was said. */
    private static void level(double[][] reference, double[][] steps, int shift, double loudest, int bands) {
        double[] differences = new double[reference.length];
        int count = 0;
        for (int i = 0; i < reference.length; i++) {
            int step = i * (HOP / STEP) + shift;
            if (step < steps.length && loudest(reference[i], bands) >= loudest - SPOKEN_DB) {
                differences[count++] = loudest(reference[i], bands) - loudest(steps[step], bands);
            }
        }
        if (count == 0) {
            return;
        }
        Arrays.sort(differences, 0, count);
        // Silence is nobody's way of being soft: raised to the level of speech it would not be missed.
        double louder = Math.clamp(differences[count / 2], -MOST_LEVEL_DB, MOST_LEVEL_DB);
        for (double[] step : steps) {
            for (int band = 0; band < step.length; band++) {
                step[band] += louder;
            }
        }
    }

    private static int fitting(
            double[][] reference, double[][] steps, int first, int last, int before, double loudest, int bands) {
        int best = before;
        double least = Double.MAX_VALUE;
        for (int shift = before - SEGMENT_SEARCH; shift <= before + SEGMENT_SEARCH; shift++) {
            double sum = 0;
            for (int i = first; i < last; i++) {
                sum += Math.min(FLOOR_DB, at(reference, steps, i, shift, loudest, bands));
            }
            if (sum < least) {
                least = sum;
                best = shift;
            }
        }
        return best;
    }

    /** Distance of a frame from what was heard so many steps later; the greatest number where nothing was. */
    private static double at(double[][] reference, double[][] steps, int frame, int shift, double loudest, int bands) {
        int step = frame * (HOP / STEP) + shift;
        return step < 0 || step >= steps.length
                ? Double.MAX_VALUE
                : distance(reference[frame], steps[step], loudest - FLOOR_DB, bands);
    }

    private static double loudest(double[] frame, int bands) {
        double most = 0;
        for (int band = 0; band < bands; band++) {
            most = Math.max(most, frame[band]);
        }
        return most;
    }

    private static double distance(double[] one, double[] other, double floor, int bands) {
        double sum = 0;
        for (int band = 0; band < bands; band++) {
            double difference = Math.max(one[band], floor) - Math.max(other[band], floor);
            sum += difference * difference;
        }
        return Math.sqrt(sum / bands);
    }

    private static double[][] levels(short[] signal, int hop) {
        Fourier fourier = new Fourier(FRAME);
        double[][] frames = new double[Math.max(0, (signal.length - FRAME) / hop)][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = levels(fourier.power(signal, i * hop));
        }
        return frames;
    }

    /** Levels of the bands in dB. */
    private static double[] levels(double[] spectrum) {
        double[] bands = new double[EDGES.length];
        int band = 0;
        double power = 0;
        for (int bin = 3; bin < spectrum.length; bin++) {
            double hertz = (double) bin * RATE / FRAME;
            if (hertz >= EDGES[band]) {
                bands[band] = 10 * Math.log10(power + 1);
                power = 0;
                if (++band == EDGES.length) {
                    break;
                }
            }
            power += spectrum[bin];
        }
        return bands;
    }

    /** The lag up to half a second at which the envelopes of 2 ms look most alike. */
    private static int delay(short[] said, short[] heard) {
        int hop = RATE / 500;
        double[] one = envelope(said, hop);
        double[] other = envelope(heard, hop);
        int best = 0;
        double most = -1;
        for (int lag = 0; lag < 250; lag++) {
            double sum = 0;
            for (int i = 0; i + lag < other.length && i < one.length; i++) {
                sum += one[i] * other[i + lag];
            }
            if (sum > most) {
                most = sum;
                best = lag;
            }
        }
        return best * hop;
    }

    private static double[] envelope(short[] signal, int hop) {
        double[] levels = new double[signal.length / hop];
        double mean = 0;
        for (int i = 0; i < levels.length; i++) {
            for (int k = 0; k < hop; k++) {
                levels[i] += Math.abs(signal[i * hop + k]);
            }
            mean += levels[i] / levels.length;
        }
        for (int i = 0; i < levels.length; i++) {
            levels[i] -= mean;
        }
        return levels;
    }
}
