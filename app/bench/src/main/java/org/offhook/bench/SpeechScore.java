package org.offhook.bench;

/**
 * About what PESQ (ITU-T P.862, narrow band, of G.711) would say, from {@link SpectralDistance}. No implementation of PESQ is to be had as a package
 * here, so this is no PESQ: a curve through eight cells that were measured by one, of baresip 1.0 and linphone through Asterisk (clean, jitter, 5 %
 * and 10 % loss), over how far the distance grew above the phone's own on a clean line in this bench. In two runs it met the cells of loss within
 * 0.2; of jitter it can be too harsh by 0.7, since it minds small moves of the delay. Take it for comparing cells of one run.
 */
final class SpeechScore {
    private static final double CLEAN = 4.15;
    private static final double MOST_LOST = 2.9;
    private static final double STEEPNESS = 1.4;

    private SpeechScore() {}

    /**
     * The score.
     *
     * @param decibels distance through a network
     * @param cleanDecibels the same phone's distance through a clean one
     */
    static double of(double decibels, double cleanDecibels) {
        return CLEAN - MOST_LOST * (1 - Math.exp(-STEEPNESS * Math.max(0, decibels - cleanDecibels)));
    }
}
