package org.offhook.rtp.jitter;

import java.util.Arrays;

/**
 * The resonances of a sound where it ends, by linear prediction (autocorrelation, Levinson's recursion), and what excited them. Allocates nothing
 * after construction; one thread.
 */
final class LinearPrediction {

    private static final int WINDOW_MILLIS = 20;
    private static final int EDGE = 4;
    /** Noise far below the sound (-40 dB) keeps the recursion well conditioned. */
    private static final double WHITENING = 1.0001;

    private final int order;
    private final int window;
    private final double[] correlation;
    private final double[] predictor;
    private final double[] previous;
    private final double[] windowed;

    LinearPrediction(int sampleRateHertz) {
        order = sampleRateHertz > 8_000 ? 16 : 10;
        window = WINDOW_MILLIS * sampleRateHertz / 1000;
        correlation = new double[order + 1];
        predictor = new double[order + 1];
        previous = new double[order + 1];
        windowed = new double[window];
    }

    /** How many samples one is predicted from. */
    int order() {
        return order;
    }

    /**
     * Learns from a sound.
     *
     * @param residual receives from {@link #order} on what could not be predicted
     */
    void learn(float[] sound, int length, float[] residual) {
        correlate(sound, length);
        solve();
        for (int n = order; n < length; n++) {
            residual[n] = (float) (sound[n] - predicted(sound, n));
        }
    }

    /** Turns excitation into sound in place, from one index to before another, going on from the sound before it. */
    void excite(float[] line, int from, int to) {
        for (int n = from; n < to; n++) {
            line[n] = (float) (line[n] + predicted(line, n));
        }
    }

    private double predicted(float[] sound, int at) {
        double sum = 0;
        for (int i = 1; i <= order; i++) {
            sum += predictor[i] * sound[at - i];
        }
        return sum;
    }

    private void correlate(float[] sound, int length) {
        int count = Math.min(window, length);
        for (int i = 0; i < count; i++) {
            // Most weight lies near the end, where it is to go on.
            double rising = Math.sin(Math.PI * 0.5 * (i + 0.5) / count);
            double falling = Math.min(1, (count - i) / (EDGE + 1.0));
            windowed[i] = sound[length - count + i] * rising * falling;
        }
        for (int lag = 0; lag <= order; lag++) {
            double sum = 0;
            for (int i = lag; i < count; i++) {
                sum += windowed[i] * windowed[i - lag];
            }
            correlation[lag] = sum;
        }
        correlation[0] = correlation[0] * WHITENING + 1;
    }

    private void solve() {
        Arrays.fill(predictor, 0);
        double error = correlation[0];
        for (int i = 1; i <= order; i++) {
            double reflection = correlation[i];
            for (int j = 1; j < i; j++) {
                reflection -= predictor[j] * correlation[i - j];
            }
            reflection /= error;
            System.arraycopy(predictor, 0, previous, 0, i);
            predictor[i] = reflection;
            for (int j = 1; j < i; j++) {
                predictor[j] = previous[j] - reflection * previous[i - j];
            }
            error *= 1 - reflection * reflection;
        }
    }
}
