package org.offhook.rtp.jitter;

/**
 * Turns timestamps of a codec's RTP clock into ones that tick once a sample: G.722 has two samples a tick, Opus at 16 kHz a sample for
 * each three ticks. What it gives goes on where the clock's timestamps wrap, which a mere division would not.
 */
final class TimestampScale {

    private static final int FAR_TICKS = 1 << 24;

    private final int clockStep;
    private final int sampleStep;
    private boolean known;
    private int anchorTicks;
    private int anchorSamples;

    /** @param clockRateHertz ticks a second
     *  @param sampleRateHertz samples a second */
    TimestampScale(int clockRateHertz, int sampleRateHertz) {
        int divisor = commonDivisor(clockRateHertz, sampleRateHertz);
        clockStep = clockRateHertz / divisor;
        sampleStep = sampleRateHertz / divisor;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }

    int toSamples(int timestamp) {
        if (clockStep == sampleStep) {
            return timestamp;
        }
        if (!known) {
            known = true;
            anchorTicks = timestamp;
            anchorSamples = timestamp;
        }
        int distance = timestamp - anchorTicks;
        if (Math.abs((long) distance) > FAR_TICKS) {
            int steps = Math.floorDiv(distance, clockStep);
            anchorTicks += steps * clockStep;
            anchorSamples += steps * sampleStep;
            distance = timestamp - anchorTicks;
        }
        return anchorSamples + (int) Math.floorDiv((long) distance * sampleStep, clockStep);
    }
}
