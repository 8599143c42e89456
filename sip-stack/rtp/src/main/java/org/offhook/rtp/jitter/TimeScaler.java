package org.offhook.rtp.jitter;

/**
 * Shortens or lengthens sound by one pitch period where it repeats itself, so that the buffer's delay can move without a
 * cut that anyone hears.
 */
final class TimeScaler {

    private static final double SIMILAR = 0.85;

    private final int lagMin;
    private final int lagMax;

    TimeScaler(int sampleRateHertz) {
        lagMin = sampleRateHertz * 25 / 10_000;
        lagMax = sampleRateHertz * 15 / 1000;
    }

    /** How many samples {@link #shrink} and {@link #stretch} like to see. */
    int wanted() {
        return 2 * lagMax;
    }

    /** Where a period may be taken out or put in. */
    enum Where {
        /** In a pause only. */
        PAUSE,
        /** Where the sound repeats itself. */
        ALIKE,
        /** Anywhere. */
        ANYWHERE
    }

    /**
     * Takes one period out of the beginning.
     *
     * @param samples what waits to be played, {@code size} of it from index 0
     * @param most samples to take out
     * @param quiet below this mean amplitude the sound is background; any lag will do
     * @return how many samples were taken out; 0 when it could not be done unheard
     */
    int shrink(short[] samples, int size, Where where, int most, double quiet) {
        int lag = bestLag(samples, size, where, most, quiet);
        if (lag == 0) {
            return 0;
        }
        for (int i = 0; i < lag; i++) {
            double rising = (i + 1.0) / (lag + 1);
            samples[i] = (short) Math.round(samples[i] * (1 - rising) + samples[i + lag] * rising);
        }
        System.arraycopy(samples, 2 * lag, samples, lag, size - 2 * lag);
        return lag;
    }

    /**
     * Puts one period more into the beginning.
     *
     * @param most samples to put in; a period may be longer
     * @param quiet as of {@link #shrink}
     * @return how many samples were put in; 0 when it could not be done unheard or there is no room
     */
    int stretch(short[] samples, int size, Where where, int most, double quiet) {
        int lag = bestLag(samples, size, where, most, quiet);
        if (lag == 0 || size + lag > samples.length) {
            return 0;
        }
        System.arraycopy(samples, lag, samples, 2 * lag, size - lag);
        for (int i = lag - 1; i >= 0; i--) {
            double rising = (i + 1.0) / (lag + 1);
            samples[lag + i] = (short) Math.round(samples[2 * lag + i] * (1 - rising) + samples[i] * rising);
        }
        return lag;
    }

    /** The lag to move by; 0 when there is none that is unheard where it may be. */
    private int bestLag(short[] samples, int size, Where where, int most, double quiet) {
        int longest = Math.min(Math.min(lagMax, Math.max(most, lagMin)), size / 2);
        if (longest < lagMin) {
            return 0;
        }
        if (Pauses.mean(samples, 0, 2 * longest) < quiet) {
            return longest;
        }
        if (where == Where.PAUSE) {
            return 0;
        }
        int best = 0;
        double similarity = where == Where.ANYWHERE ? -1 : SIMILAR;
        for (int lag = longest; lag >= lagMin; lag--) {
            double score = alike(samples, lag, Math.min(lagMax, size - lag));
            if (score > similarity) {
                similarity = score;
                best = lag;
            }
        }
        return best;
    }

    private static double alike(short[] samples, int lag, int compared) {
        double cross = 0;
        double first = 1;
        double second = 1;
        for (int i = 0; i < compared; i++) {
            double a = samples[i];
            double b = samples[i + lag];
            cross += a * b;
            first += a * a;
            second += b * b;
        }
        return cross / Math.sqrt(first * second);
    }
}
