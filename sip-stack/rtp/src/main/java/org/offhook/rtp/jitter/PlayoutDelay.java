package org.offhook.rtp.jitter;

/** Watches the buffer's delay against what the network asks for, and says which way to move it. */
final class PlayoutDelay {

    /** Above target by this much the delay is cut, not worked off. */
    private static final int EXCESS_MILLIS = 300;

    /** Above target by this much a period is taken out even where the sound does not repeat. */
    private static final int URGENT_MILLIS = 60;

    /** Below target by this much the delay is moved in a pause, … */
    private static final int SHORT_MILLIS = 4;

    /**
     * … and above it by this much all the time: a sound server asks a few milliseconds sooner or later every few seconds, and a delay that
     * followed that up and down would be heard in the words, where one that waits for the latest of them is not.
     */
    private static final int ABOVE_MILLIS = 8;

    /** Above it by this much, or by a quarter of it, all the time, it is moved in speech. */
    private static final int FAR_MILLIS = 15;

    /** All the time: for once to twice as long. A loudspeaker that was held up asks for more at once, and what was too much is gone. */
    private static final int WINDOW_MILLIS = 1_000;

    private static final int SCALE_INTERVAL_MILLIS = 60;

    /** A loudspeaker that pulls in bursts is short of samples at the end of each: less delay is believed sooner, … */
    private static final double SHORT_OF_MILLIS = 60;

    /** … than more of it. */
    private static final double ABUNDANT_MILLIS = 300;

    /** A thread may wake so late. */
    private static final int MARGIN_MILLIS = 5;

    /** For so long after a loss the next one is expected. */
    private static final int PATIENT_MILLIS = 10_000;

    /** Packets that the spread is learnt from before it raises the target, … */
    private static final int FEW_PACKETS = 8;

    /** … and before it lowers it. */
    private static final int ENOUGH_PACKETS = 50;

    /** Which way to move. */
    enum Move {
        STAY,
        CUT,
        SHORTEN_IN_PAUSE,
        SHORTEN,
        SHORTEN_ANYWAY,
        LENGTHEN_IN_PAUSE,
        LENGTHEN
    }

    private final int perMilli;
    private final int minTarget;
    private final int initialTarget;
    private final int maxTarget;
    private final DelayEstimator delays;

    private double smoothed;
    /** The least of {@link #smoothed} in this window, and in this one or the one before. */
    private double least;

    private double leastBefore;
    private int inWindow;
    private boolean known;
    private int sinceMove;
    /** Samples of the packet that is waited for so that it may restore the one before it, and for how long that is kept up. */
    private int patience;

    private int patient;
    /** The same of the packet that would help to fill a gap: it need not be sure to come in time. */
    private int hope;

    private int hopeful;

    PlayoutDelay(int perMilli, int minMillis, int initialMillis, int maxMillis, DelayEstimator delays) {
        this.perMilli = perMilli;
        minTarget = minMillis * perMilli;
        initialTarget = initialMillis * perMilli;
        maxTarget = maxMillis * perMilli;
        this.delays = delays;
    }

    void restart() {
        known = false;
    }

    /** The delay to aim at, for a loudspeaker that pulls portions of this many samples. */
    int target(int pulled) {
        int wanted = initialTarget;
        if (delays.packets() >= FEW_PACKETS) {
            // A pull takes samples before their time by its own length.
            wanted = delays.spread() + pulled + MARGIN_MILLIS * perMilli;
            wanted = delays.packets() >= ENOUGH_PACKETS ? wanted : Math.max(wanted, initialTarget);
        }
        if (patient > 0) {
            wanted += patience;
        }
        if (hopeful > 0) {
            wanted = Math.max(wanted, hope + pulled + MARGIN_MILLIS * perMilli);
        }
        return Math.clamp(wanted, minTarget, maxTarget);
    }

    /**
     * A packet was lost that the one after it could restore: for a while each packet waits for the next.
     *
     * @param samples length of a packet
     */
    void waitForNext(int samples) {
        patience = samples;
        patient = PATIENT_MILLIS * perMilli;
    }

    /**
     * A packet was lost: for a while the delay is long enough that the one after a lost one has mostly come when the gap begins, and helps to
     * fill it.
     *
     * @param samples length of a packet
     */
    void hopeForNext(int samples) {
        hope = samples;
        hopeful = PATIENT_MILLIS * perMilli;
    }

    /** Takes the delay at a pull, and says what to do about it. */
    Move measured(double delay, int pulled) {
        double memory = (delay < smoothed ? SHORT_OF_MILLIS : ABUNDANT_MILLIS) * perMilli;
        smoothed = known ? smoothed + (delay - smoothed) * Math.min(1, pulled / memory) : delay;
        watch(pulled);
        known = true;
        sinceMove += pulled;
        patient = Math.max(0, patient - pulled);
        hopeful = Math.max(0, hopeful - pulled);
        int target = target(pulled);
        double high = target + Math.max(target / 4, FAR_MILLIS * perMilli);
        if (delay > target + EXCESS_MILLIS * perMilli && smoothed > high) {
            return Move.CUT;
        }
        if (sinceMove < SCALE_INTERVAL_MILLIS * perMilli) {
            return Move.STAY;
        }
        if (smoothed > target + URGENT_MILLIS * perMilli) {
            return Move.SHORTEN_ANYWAY;
        }
        if (smoothed < target * 3 / 4.0) {
            return Move.LENGTHEN;
        }
        if (smoothed < target - SHORT_MILLIS * perMilli) {
            return Move.LENGTHEN_IN_PAUSE;
        }
        double always = Math.min(least, leastBefore);
        if (always > high) {
            return Move.SHORTEN;
        }
        return always > target + ABOVE_MILLIS * perMilli ? Move.SHORTEN_IN_PAUSE : Move.STAY;
    }

    private void watch(int pulled) {
        if (!known) {
            // Nothing was watched for long enough to be called too much.
            leastBefore = Double.NEGATIVE_INFINITY;
            least = smoothed;
            inWindow = 0;
        }
        least = Math.min(least, smoothed);
        inWindow += pulled;
        if (inWindow >= WINDOW_MILLIS * perMilli) {
            leastBefore = least;
            least = smoothed;
            inWindow = 0;
        }
    }

    /** The delay was changed by this many samples, less being negative; 0 when it could not be. */
    void moved(int samples) {
        smoothed += samples;
        least += samples;
        leastBefore += samples;
        if (samples != 0) {
            sinceMove = 0;
        }
    }

    double smoothed() {
        return smoothed;
    }

    /** By how many samples the delay is off the target: too short as it is now, or too long all the time. */
    int off(int target) {
        return (int) (smoothed < target ? target - smoothed : Math.max(0, Math.min(least, leastBefore) - target));
    }
}
