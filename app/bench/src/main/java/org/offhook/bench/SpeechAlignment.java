package org.offhook.bench;

import java.util.Arrays;

/**
 * How late each moment of the speech was heard. The delay is a path over blocks of 25 ms: of all paths the one whose blocks resemble what was said most, by correlation of the
 * waves, with a price for each change of the delay, which is small where nothing is said. So a jitter buffer that moves in a pause costs nothing, and one that moves in a
 * word is followed once it stays moved.
 */
final class SpeechAlignment {
    /** Samples a second of both signals. */
    static final int RATE = 8_000;

    private static final int BLOCK = RATE / 40;
    /** The most that a phone may be late. */
    private static final int MOST_LATE = RATE * 6 / 10;

    /** How far a delay may lie from the one that fits the whole best. */
    private static final int REACH = RATE / 4;

    private static final int ENVELOPE = RATE / 250;
    /** Blocks so much softer than the loudest hold no speech. */
    private static final double SPOKEN_DB = 40;

    /** A block that is so much louder than that counts in full: what is soft resembles many things. */
    private static final double FULL_WEIGHT_DB = 20;

    /** A change of the delay has to make so many blocks alike that were not. */
    private static final double PRICE = 2.5;

    private static final double PRICE_IN_A_PAUSE = 0.5;

    private SpeechAlignment() {}

    /** The delay of each block of {@link #blockSamples}, in samples. */
    static int[] delays(short[] said, short[] heard) {
        int whole = overall(said, heard);
        int lowest = Math.max(-REACH, whole - REACH);
        int lags = whole + REACH - lowest + 1;
        int blocks = said.length / BLOCK;
        double[] energies = new double[blocks];
        double loudest = 1;
        for (int block = 0; block < blocks; block++) {
            energies[block] = energy(said, block * BLOCK);
            loudest = Math.max(loudest, energies[block]);
        }
        double floor = loudest * Math.pow(10, -SPOKEN_DB / 10);
        int[][] cameFrom = new int[blocks][lags];
        double[] best = new double[lags];
        for (int block = 0; block < blocks; block++) {
            double weight = Math.clamp(10 * Math.log10((energies[block] + 1) / floor) / FULL_WEIGHT_DB, 0, 1);
            int likeliest = 0;
            for (int lag = 1; lag < lags; lag++) {
                likeliest = best[lag] > best[likeliest] ? lag : likeliest;
            }
            double moved = best[likeliest] - (PRICE_IN_A_PAUSE + weight * (PRICE - PRICE_IN_A_PAUSE));
            double[] alike = weight > 0
                    ? likeness(said, heard, block * BLOCK, lowest, lags, energies[block], floor)
                    : new double[lags];
            for (int lag = 0; lag < lags; lag++) {
                boolean stays = block == 0 || best[lag] >= moved;
                cameFrom[block][lag] = stays ? lag : likeliest;
                best[lag] = (stays ? best[lag] : moved) + weight * alike[lag];
            }
        }
        return path(cameFrom, best, lowest);
    }

    /** Samples of a block. */
    static int blockSamples() {
        return BLOCK;
    }

    private static int[] path(int[][] cameFrom, double[] best, int lowest) {
        int lag = 0;
        for (int other = 1; other < best.length; other++) {
            lag = best[other] > best[lag] ? other : lag;
        }
        int[] delays = new int[cameFrom.length];
        for (int block = delays.length - 1; block >= 0; block--) {
            delays[block] = lowest + lag;
            lag = cameFrom[block][lag];
        }
        return delays;
    }

    /** Correlation coefficients of a block of what was said with what was heard so much later; silence is like nothing. */
    private static double[] likeness(
            short[] said, short[] heard, int at, int lowest, int lags, double energy, double floor) {
        double[] alike = new double[lags];
        double own = Double.NaN;
        for (int lag = 0; lag < lags; lag++) {
            int from = at + lowest + lag;
            if (from < 0 || from + BLOCK > heard.length) {
                own = Double.NaN;
                continue;
            }
            own = Double.isNaN(own)
                    ? energy(heard, from)
                    : own
                            + (double) heard[from + BLOCK - 1] * heard[from + BLOCK - 1]
                            - (double) heard[from - 1] * heard[from - 1];
            double cross = 0;
            for (int i = 0; i < BLOCK; i++) {
                cross += said[at + i] * heard[from + i];
            }
            alike[lag] = cross / Math.sqrt((energy + floor) * (Math.max(0, own) + floor));
        }
        return alike;
    }

    private static double energy(short[] signal, int at) {
        double sum = 0;
        for (int i = at; i < Math.min(signal.length, at + BLOCK); i++) {
            sum += (double) signal[i] * signal[i];
        }
        return sum;
    }

    /** The lag at which the envelopes of the whole look most alike. */
    private static int overall(short[] said, short[] heard) {
        double[] one = envelope(said);
        double[] other = envelope(heard);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = 0; lag < MOST_LATE / ENVELOPE; lag++) {
            double sum = 0;
            for (int i = 0; i < one.length && i + lag < other.length; i++) {
                sum += one[i] * other[i + lag];
            }
            if (sum > most) {
                most = sum;
                best = lag;
            }
        }
        return best * ENVELOPE;
    }

    private static double[] envelope(short[] signal) {
        double[] levels = new double[signal.length / ENVELOPE];
        for (int i = 0; i < levels.length; i++) {
            double sum = 1;
            for (int k = 0; k < ENVELOPE; k++) {
                sum += Math.abs(signal[i * ENVELOPE + k]);
            }
            levels[i] = Math.log(sum);
        }
        double mean = Arrays.stream(levels).average().orElse(0);
        for (int i = 0; i < levels.length; i++) {
            levels[i] -= mean;
        }
        return levels;
    }
}
