package org.offhook.bench;

import java.util.Arrays;

/**
 * What of a sound reaches the ear at a telephone, in bands of half a Bark: a handset's band, the threshold of hearing (Terhardt's formula), and Zwicker's law for the loudness
 * above it. Powers are in units of that of 0 dB of sound pressure, speech at 79 dB.
 */
final class EarModel {
    /** Samples of a window, 32 ms, and from one to the next. */
    static final int WINDOW = 256;

    static final int HOP = 128;
    /** Width of a band in Bark. */
    static final double WIDTH = 0.5;

    private static final double LOWEST_BARK = 0.9;
    private static final int BANDS = 32;
    private static final double SPEECH_DB = 79;

    /** Where the gain of a handset is measured, in Hz, and what it is, in dB. */
    private static final double[] HANDSET_HERTZ = {0, 100, 200, 300, 500, 800, 1_500, 2_500, 3_200, 3_500, 3_800, 4_000
    };

    private static final double[] HANDSET_DB = {-60, -22, -9, -4, -1, 0, 1, 2, 1, -4, -25, -60};

    private static final double LOUDNESS_POWER = 0.23;
    private static final double LOUDNESS = 0.08;

    /** Below this a band says nothing of a line's colour. */
    private static final double COLOUR_FLOOR = 1e3;

    private static final double MOST_COLOUR = 100;

    private static final double GAIN_FLOOR = 5e3;
    private static final double LEAST_GAIN = 3e-4;
    private static final double MOST_GAIN = 5;
    private static final double GAIN_INERTIA = 0.8;

    private final Fourier fourier = new Fourier(WINDOW);
    private final double[] handset = new double[WINDOW / 2];
    private final int[] bandOf = new int[WINDOW / 2];
    /** Power of a bin's share in its band: bands are as wide as they are, however many bins fall into them. */
    private final double[] share = new double[BANDS];

    private final double[] threshold = new double[BANDS];

    /** @param rateHertz of the signals */
    EarModel(int rateHertz) {
        int[] bins = new int[BANDS];
        double[] widthHertz = new double[BANDS];
        double binHertz = (double) rateHertz / WINDOW;
        Arrays.fill(bandOf, -1);
        for (int bin = 1; bin < bandOf.length; bin++) {
            double hertz = bin * binHertz;
            int band = (int) Math.floor((bark(hertz) - LOWEST_BARK) / WIDTH);
            handset[bin] = Math.pow(10, handsetDb(hertz) / 10);
            if (bark(hertz) >= LOWEST_BARK && band < BANDS) {
                bandOf[bin] = band;
                bins[band]++;
            }
        }
        for (int band = 0; band < BANDS; band++) {
            double from = LOWEST_BARK + band * WIDTH;
            widthHertz[band] = hertz(from + WIDTH) - hertz(from);
            share[band] = bins[band] == 0 ? 0 : widthHertz[band] / binHertz / bins[band];
            threshold[band] = Math.pow(10, thresholdDb(hertz(from + WIDTH / 2) / 1_000) / 10);
        }
    }

    /** Traunmüller's formula. */
    private static double bark(double hertz) {
        return 26.81 * hertz / (1_960 + hertz) - 0.53;
    }

    private static double hertz(double bark) {
        return 1_960 * (bark + 0.53) / (26.28 - bark);
    }

    private static double thresholdDb(double kilohertz) {
        double hump = kilohertz - 3.3;
        return 3.64 * Math.pow(kilohertz, -0.8) - 6.5 * Math.exp(-0.6 * hump * hump) + 1e-3 * Math.pow(kilohertz, 4);
    }

    private static double handsetDb(double hertz) {
        int above = 1;
        while (above < HANDSET_HERTZ.length - 1 && HANDSET_HERTZ[above] < hertz) {
            above++;
        }
        double from = HANDSET_HERTZ[above - 1];
        double part = (hertz - from) / (HANDSET_HERTZ[above] - from);
        return HANDSET_DB[above - 1] + part * (HANDSET_DB[above] - HANDSET_DB[above - 1]);
    }

    /** The powers of a window's bands, through the handset. */
    double[] bands(short[] signal, int at) {
        double[] power = fourier.power(signal, at);
        double[] bands = new double[BANDS];
        for (int bin = 1; bin < power.length; bin++) {
            if (bandOf[bin] >= 0) {
                bands[bandOf[bin]] += power[bin] * handset[bin] * share[bandOf[bin]];
            }
        }
        return bands;
    }

    /** Brings windows to the level at which speech is heard, by those in which something is said. */
    void level(double[][] windows, boolean[] spoken) {
        double sum = 1;
        int count = 1;
        for (int i = 0; i < windows.length; i++) {
            if (spoken[i]) {
                sum += Arrays.stream(windows[i]).sum();
                count++;
            }
        }
        double factor = Math.pow(10, SPEECH_DB / 10) / (sum / count);
        for (double[] window : windows) {
            for (int band = 0; band < BANDS; band++) {
                window[band] *= factor;
            }
        }
    }

    /** Gives what was said the colour of the line, as far as a line may have one. */
    static void colour(double[][] reference, double[][] degraded, boolean[] spoken) {
        for (int band = 0; band < BANDS; band++) {
            double one = COLOUR_FLOOR;
            double other = COLOUR_FLOOR;
            for (int i = 0; i < reference.length; i++) {
                one += spoken[i] ? reference[i][band] : 0;
                other += spoken[i] ? degraded[i][band] : 0;
            }
            double factor = Math.clamp(other / one, 1 / MOST_COLOUR, MOST_COLOUR);
            for (double[] window : reference) {
                window[band] *= factor;
            }
        }
    }

    /** The gain that follows slow changes of level. */
    static double follow(double gain, double[] reference, double[] degraded) {
        double one = Arrays.stream(reference).sum() + GAIN_FLOOR;
        double other = Arrays.stream(degraded).sum() + GAIN_FLOOR;
        return GAIN_INERTIA * gain + (1 - GAIN_INERTIA) * Math.clamp(one / other, LEAST_GAIN, MOST_GAIN);
    }

    /** A window at another level. */
    static double[] scaled(double[] window, double gain) {
        double[] scaled = window.clone();
        for (int band = 0; band < BANDS; band++) {
            scaled[band] *= gain;
        }
        return scaled;
    }

    /** Loudness of each band in sone a Bark. */
    double[] loudness(double[] window) {
        double[] loudness = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            double above = window[band] / threshold[band];
            loudness[band] = Math.max(
                    0,
                    LOUDNESS
                            * Math.pow(threshold[band], LOUDNESS_POWER)
                            * (Math.pow(0.5 + 0.5 * above, LOUDNESS_POWER) - 1));
        }
        return loudness;
    }
}
