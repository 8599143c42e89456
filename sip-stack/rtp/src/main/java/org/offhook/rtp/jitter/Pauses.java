package org.offhook.rtp.jitter;

/** Tells from what was played what is background, and for how long nothing else was heard. Allocates nothing; one thread. */
final class Pauses {

    /** Whatever speech there is, below this mean amplitude the sound is background, … */
    private static final double LEAST_QUIET = 40;

    /** … and so is what is that much softer than the loudest of the last seconds (32 dB): a room with people in it. */
    private static final double SOFTER = 40;

    /** How slowly the loudest is forgotten. */
    private static final double MEMORY_MILLIS = 5_000;

    private final double memory;
    private double loudest;
    private int quietFor;

    Pauses(int perMilli) {
        memory = MEMORY_MILLIS * perMilli;
    }

    /** Mean amplitude. */
    static double mean(short[] samples, int at, int count) {
        long sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += Math.abs(samples[i]);
        }
        return (double) sum / Math.max(1, count);
    }

    /** Notes what goes to the ear. */
    void played(short[] samples, int at, int count) {
        double mean = mean(samples, at, count);
        loudest = Math.max(mean, loudest * (1 - Math.min(1, count / memory)));
        quietFor = mean < quiet() ? quietFor + count : 0;
    }

    /** Below this mean amplitude the sound is background. */
    double quiet() {
        return Math.max(LEAST_QUIET, loudest / SOFTER);
    }

    /** For so many samples nothing but background was heard. */
    int quietFor() {
        return quietFor;
    }
}
