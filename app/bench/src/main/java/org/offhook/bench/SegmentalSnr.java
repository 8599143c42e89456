package org.offhook.bench;

import org.offhook.testkit.base.ReferenceSpeech;

/**
 * Segmental signal-to-noise ratio where the two signals can be aligned: frames of 20 ms in which something was said, each laid where it correlates
 * best within 5 ms, scaled to fit, its ratio bounded to −10 … 35 dB; the mean of them. A recording at another phase of its samples costs some of it.
 */
final class SegmentalSnr {
    private static final int FRAME = ReferenceSpeech.RATE / 50;
    private static final int SEARCH = ReferenceSpeech.RATE / 200;
    private static final double LEAST_DB = -10;
    private static final double MOST_DB = 35;

    private SegmentalSnr() {}

    /** Ratio of a frame of {@code said} at {@code at} to what differs in {@code heard} about {@code there}; NaN where nothing was said. */
    static double of(short[] said, int at, short[] heard, int there) {
        if (at + FRAME > said.length) {
            return Double.NaN;
        }
        double signal = 0;
        for (int i = 0; i < FRAME; i++) {
            signal += (double) said[at + i] * said[at + i];
        }
        if (signal == 0) {
            return Double.NaN;
        }
        double explained = 0;
        double energy = 0;
        for (int lag = there - SEARCH; lag <= there + SEARCH; lag++) {
            if (lag < 0 || lag + FRAME > heard.length) {
                continue;
            }
            double cross = 0;
            double own = 1;
            for (int i = 0; i < FRAME; i++) {
                cross += (double) said[at + i] * heard[lag + i];
                own += (double) heard[lag + i] * heard[lag + i];
            }
            if (cross > 0 && cross * cross / own > explained) {
                explained = cross * cross / own;
                energy = signal - explained;
            }
        }
        return explained == 0 ? LEAST_DB : Math.clamp(10 * Math.log10(signal / Math.max(1, energy)), LEAST_DB, MOST_DB);
    }
}
