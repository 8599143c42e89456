package org.offhook.rtp.jitter;

/**
 * Fills a gap from both of its sides: what came before goes on, what comes after is led back, each bent in time so that its periods meet the
 * other side's, and the one is faded into the other. Allocates nothing after construction; one thread.
 */
final class Bridge {

    /** Less alike than this, sounds are not bent towards each other. */
    private static final double RELATED = 0.5;

    /** A sound that is bent to the utmost must be so much more alike to be preferred to one that is not. */
    private static final double STRAIGHTER = 0.2;

    /** How far, 0 to 1, the level goes from one side's to the other's in equal ratios and not in equal steps. */
    private static final double IN_RATIOS = 0.4;

    private static final double MOST_RATIO = 30;

    private static final int LONGEST_MILLIS = 80;
    private static final int PITCH_MAX_MILLIS = 16;

    private final int perMilli;
    private final Continuation after;
    private final double[] early;
    private final double[] late;
    private double bend;

    Bridge(int sampleRateHertz) {
        perMilli = sampleRateHertz / 1000;
        after = new Continuation(sampleRateHertz);
        int longest = (LONGEST_MILLIS + 3 * PITCH_MAX_MILLIS) * perMilli;
        early = new double[longest];
        late = new double[longest];
    }

    /** Most samples that it fills. */
    int longest() {
        return LONGEST_MILLIS * perMilli;
    }

    /**
     * Fills {@code count} samples.
     *
     * @param before what came before the gap
     * @param played how much of the gap was filled from it already
     * @param next what comes after the gap, {@code known} samples of it from {@code from}
     */
    void fill(short[] into, int at, int count, Continuation before, int played, short[] next, int from, int known) {
        after.before(next, from, known, before.voiced() ? before.period() : 0);
        boolean related = align(before, played, count);
        for (int i = 0; i < count; i++) {
            early[i] = bent(before, played, i, bend, count) * before.level(played + i);
        }
        double back = related && after.voiced() ? bendBack(count) : 0;
        for (int i = 0; i < count; i++) {
            int left = count - 1 - i;
            late[i] = bent(after, 0, left, back, count) * after.level(left);
        }
        mix(into, at, count);
    }

    /** A sound read faster or slower the deeper it reaches into the gap, in all by {@code bend} samples. */
    private static double bent(Continuation sound, int begun, int inside, double bend, int count) {
        double share = (double) inside / count;
        return sound.at(begun + inside + bend * share * share);
    }

    private void mix(short[] into, int at, int count) {
        double cross = 0;
        double one = 1;
        double other = 1;
        for (int i = 0; i < count; i++) {
            cross += early[i] * late[i];
            one += early[i] * early[i];
            other += late[i] * late[i];
        }
        double alike = Math.clamp(cross / Math.sqrt(one * other), 0, 1);
        double ratio = Math.log(Math.clamp(Math.sqrt(other / one), 1 / MOST_RATIO, MOST_RATIO)) * IN_RATIOS;
        for (int i = 0; i < count; i++) {
            double through = (i + 0.5) / count;
            double rising = through * through * (3 - 2 * through);
            double falling = 1 - rising;
            // What is not alike adds up by its power, what is alike by its amplitude.
            double whole = Math.sqrt(rising * rising + falling * falling + 2 * alike * rising * falling);
            double sample =
                    early[i] * falling * Math.exp(ratio * rising) + late[i] * rising * Math.exp(-ratio * falling);
            into[at + i] = (short) Math.clamp(Math.round(sample / whole), -32_768, 32_767);
        }
    }

    /** Finds how far what came before has to be bent to meet what comes after: where the two are most alike. False when nowhere. */
    private boolean align(Continuation before, int played, int count) {
        bend = 0;
        if (!before.voiced()) {
            return false;
        }
        int reach = reach(before, count);
        int compared = Math.min(after.length(), Math.max((int) (1.5 * before.period()), 8 * perMilli));
        for (int i = 0; i < 2 * reach + compared; i++) {
            early[i] = before.at(played + count + i - reach);
        }
        int best = reach;
        double most = -1;
        for (int shift = 0; shift <= 2 * reach; shift++) {
            double score = alike(shift, compared) * (1 - STRAIGHTER * Math.abs(shift - reach) / reach);
            if (score > most) {
                most = score;
                best = shift;
            }
        }
        bend = most > RELATED ? best - reach : 0;
        return most > RELATED;
    }

    /** Half a period meets any phase; a pitch does not change by more than the rest. */
    private static int reach(Continuation sound, int count) {
        return (int) Math.max(1, Math.min(sound.period() / 2, count / 4.0));
    }

    private double alike(int shift, int compared) {
        double cross = 0;
        double one = 1;
        double other = 1;
        for (int i = 0; i < compared; i++) {
            double a = early[shift + i];
            double b = after.known(i);
            cross += a * b;
            one += a * a;
            other += b * b;
        }
        return cross / Math.sqrt(one * other);
    }

    /** Finds how far what comes after has to be bent, led back, to meet what came before, as bent already. */
    private double bendBack(int count) {
        int reach = reach(after, count);
        double coarse = perMilli / 4.0;
        double best = bestBend(count, -reach, reach, coarse, 2);
        return bestBend(count, best - coarse, best + coarse, 0.5, 1);
    }

    private double bestBend(int count, double from, double to, double by, int step) {
        double best = 0;
        double most = -1;
        for (double tried = from; tried <= to; tried += by) {
            double cross = 0;
            double own = 1;
            for (int i = 0; i < count; i += step) {
                double sample = bent(after, 0, count - 1 - i, tried, count);
                cross += sample * early[i];
                own += sample * sample;
            }
            double score = cross / Math.sqrt(own);
            if (score > most) {
                most = score;
                best = tried;
            }
        }
        return best;
    }
}
