package org.offhook.rtp.jitter;

/**
 * Goes on with a sound where it breaks off: what excited its resonances in its last pitch period excites them again and again, so that it neither
 * clicks nor jumps. It can be read between the samples, to bend its pitch. Turned round it leads from a sound back to what came before it.
 * Allocates nothing after construction; one thread.
 */
final class Continuation {

    /** So much of a gap is covered at full level, … */
    static final int HELD_MILLIS = 25;

    /** … and within so much more the sound fades. */
    static final int FADED_MILLIS = 50;

    /** As alike as this, two neighbouring periods are voice. */
    private static final double VOICED = 0.5;

    private static final double PITCH_MIN_MILLIS = 2.5;
    private static final int PITCH_MAX_MILLIS = 15;
    private static final int WINDOW_MILLIS = 20;
    private static final int SHORTEST_WINDOW_MILLIS = 6;
    /** What is repeated of a sound without pitch: short, so that it has the level of its end. */
    private static final int TONELESS_MILLIS = 8;
    /** Longer than any gap that is heard, and than what is compared after it. */
    private static final int LONGEST_MILLIS = 200;

    private final int perMilli;
    private final int pitchMin;
    private final int pitchMax;
    private final int window;
    private final int shortestWindow;
    private final float[] known;
    private final float[] residual;
    private final LinearPrediction resonances;
    private final int order;
    /** The last known samples, then what follows them. */
    private final float[] line;

    private int made;
    private int length;
    private double period;
    private double likeness;
    /** What is repeated; how often it was begun, and where it begins the next time. */
    private double loop;

    private int rounds;
    private int nextRound;

    Continuation(int sampleRateHertz) {
        perMilli = sampleRateHertz / 1000;
        pitchMin = (int) (PITCH_MIN_MILLIS * perMilli);
        pitchMax = PITCH_MAX_MILLIS * perMilli;
        window = WINDOW_MILLIS * perMilli;
        shortestWindow = SHORTEST_WINDOW_MILLIS * perMilli;
        known = new float[longest(sampleRateHertz)];
        residual = new float[known.length];
        resonances = new LinearPrediction(sampleRateHertz);
        order = resonances.order();
        line = new float[order + LONGEST_MILLIS * perMilli];
    }

    /** More than this of a sound is never looked at; in samples. */
    static int longest(int sampleRateHertz) {
        return sampleRateHertz / 1000 * (2 * PITCH_MAX_MILLIS + WINDOW_MILLIS);
    }

    /** Goes on after the last sample. */
    void after(short[] samples, int at, int count) {
        length = Math.min(count, known.length);
        for (int i = 0; i < length; i++) {
            known[i] = samples[at + count - length + i];
        }
        findPeriod(pitchMin, Math.min(pitchMax, length - shortestWindow));
        begin();
    }

    /**
     * Goes back from the first sample.
     *
     * @param expectedPeriod what its pitch will be near to, in samples; 0 where there is none
     */
    void before(short[] samples, int at, int count, double expectedPeriod) {
        length = Math.min(count, known.length);
        for (int i = 0; i < length; i++) {
            known[i] = samples[at + length - 1 - i];
        }
        int longest = Math.min(pitchMax, length - shortestWindow);
        likeness = 0;
        if (expectedPeriod > 0) {
            findPeriod((int) Math.max(pitchMin, expectedPeriod * 0.75), (int) Math.min(longest, expectedPeriod * 1.33));
        }
        if (likeness < VOICED) {
            findPeriod(pitchMin, longest);
        }
        begin();
    }

    private void begin() {
        resonances.learn(known, length, residual);
        loop = Math.min(voiced() ? period : TONELESS_MILLIS * perMilli, length - order);
        System.arraycopy(known, length - order, line, 0, order);
        made = 0;
        rounds = 0;
        nextRound = (int) Math.round(loop);
    }

    /** The lag at which the last 20 ms look most like what came before; coarse, then exact, then between the samples. */
    private void findPeriod(int from, int to) {
        likeness = 0;
        period = pitchMax;
        if (to < from) {
            return;
        }
        int coarse = mostAlike(from, to, 2);
        int best = mostAlike(Math.max(from, coarse - 1), Math.min(to, coarse + 1), 1);
        likeness = Math.max(0, alike(best, 1));
        period = best;
        if (best > from && best < to) {
            double below = alike(best - 1, 1);
            double above = alike(best + 1, 1);
            double curve = below - 2 * likeness + above;
            if (curve < 0) {
                period += Math.clamp(0.5 * (below - above) / curve, -0.5, 0.5);
            }
        }
    }

    private int mostAlike(int from, int to, int step) {
        double most = -1;
        int best = from;
        for (int lag = from; lag <= to; lag += step) {
            double score = alike(lag, step);
            if (score > most) {
                most = score;
                best = lag;
            }
        }
        return best;
    }

    private double alike(int lag, int step) {
        int compared = Math.min(window, length - lag);
        double cross = 0;
        double late = 1;
        double early = 1;
        for (int i = length - compared; i < length; i += step) {
            double a = known[i];
            double b = known[i - lag];
            cross += a * b;
            late += a * a;
            early += b * b;
        }
        return cross / Math.sqrt(late * early);
    }

    /** Whether the sound has a pitch. */
    boolean voiced() {
        return likeness >= VOICED;
    }

    /** The pitch period in samples, when {@link #voiced}. */
    double period() {
        return period;
    }

    /** How many samples it was learnt from. */
    int length() {
        return length;
    }

    /** The sound itself, so many samples away from where it breaks off: 0 is the nearest. */
    double known(int away) {
        return known[length - 1 - away];
    }

    /** How loud to be so many samples inside a gap, as a factor. */
    double level(int inside) {
        return Math.clamp(1 - (inside - HELD_MILLIS * perMilli) / (double) (FADED_MILLIS * perMilli), 0, 1);
    }

    /** The sound so many samples after it broke off, from 0; between the samples by the curve of third degree through the four around. */
    double at(double position) {
        int below = (int) position;
        double fraction = position - below;
        make(below + 3);
        int at = Math.min(order + below, line.length - 3);
        double b = line[at];
        if (fraction == 0) {
            return b;
        }
        double a = line[at - 1];
        double c = line[at + 1];
        double d = line[at + 2];
        double first = c - a;
        double second = 2 * a - 5 * b + 4 * c - d;
        double third = 3 * (b - c) + d - a;
        return b + 0.5 * fraction * (first + fraction * (second + fraction * third));
    }

    private void make(int wanted) {
        int until = Math.min(line.length - order, wanted);
        if (until <= made) {
            return;
        }
        for (int i = made; i < until; i++) {
            if (i == nextRound) {
                // Periods of whole samples, as long on average as they are.
                rounds++;
                nextRound = (int) Math.round((rounds + 1) * loop);
            }
            line[order + i] = residual[length - nextRound + i];
        }
        resonances.excite(line, order + made, order + until);
        made = until;
    }
}
