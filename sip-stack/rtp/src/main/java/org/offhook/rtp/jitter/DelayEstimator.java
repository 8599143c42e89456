package org.offhook.rtp.jitter;

import java.util.Arrays;

/**
 * Learns how much later than the fastest packet the others come, and so how long the buffer has to wait.
 *
 * <p>The fastest packet of the last few seconds is the base; the spread above it goes into a histogram that slowly
 * forgets, and the target is where waiting longer costs more than the packets that it would save. A window, not an all-time minimum, lets the base follow a drifting
 * clock.
 */
final class DelayEstimator {

    private static final int BIN_MILLIS = 2;
    private static final int BINS = 200;
    private static final double FORGET = 0.995;
    /** Waiting costs everyone delay, a late packet one gap: so many milliseconds are worth one in a hundred less of them. */
    private static final double MILLIS_FOR_A_PERCENT = 15;

    private static final int WINDOW_PACKETS = 150;

    private final int ticksPerMilli;
    private final double[] histogram = new double[BINS];

    private int reference;
    private int packets;
    private int inWindow;
    private int windowMinimum;
    private int previousMinimum;

    DelayEstimator(int clockRateHertz) {
        this.ticksPerMilli = clockRateHertz / 1000;
    }

    /** Forgets the network: another stream, or the same with other timestamps. The spread learnt so far stays. */
    void anchor(int transit) {
        reference = transit;
        inWindow = 0;
        windowMinimum = Integer.MAX_VALUE;
        previousMinimum = Integer.MAX_VALUE;
        observe(transit);
    }

    /** Forgets the spread too. */
    void reset() {
        Arrays.fill(histogram, 0);
        packets = 0;
    }

    /** Takes one packet's transit: arrival minus timestamp, in ticks, of any origin. */
    void observe(int transit) {
        int relative = transit - reference;
        windowMinimum = Math.min(windowMinimum, relative);
        if (++inWindow == WINDOW_PACKETS) {
            previousMinimum = windowMinimum;
            windowMinimum = relative;
            inWindow = 0;
        }
        int late = relative - minimum();
        int bin = Math.min(BINS - 1, late / (BIN_MILLIS * ticksPerMilli));
        for (int i = 0; i < BINS; i++) {
            histogram[i] *= FORGET;
        }
        histogram[bin] += 1;
        packets++;
    }

    private int minimum() {
        return Math.min(windowMinimum, previousMinimum);
    }

    /** The fastest recent packet's transit. */
    int base() {
        return reference + minimum();
    }

    /** How far a transit lies above the base, in ticks; negative when it would become the base. */
    int above(int transit) {
        return transit - base();
    }

    /** How many packets the spread was learnt from. */
    int packets() {
        return packets;
    }

    /** The wait above the base that costs least, what would come later than it included; in ticks. */
    int spread() {
        double total = 0;
        for (double bin : histogram) {
            total += bin;
        }
        double later = total;
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int i = 0; i < BINS; i++) {
            later -= histogram[i];
            double cost = i * BIN_MILLIS + MILLIS_FOR_A_PERCENT * 100 * Math.max(0, later) / total;
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        return best * BIN_MILLIS * ticksPerMilli;
    }
}
