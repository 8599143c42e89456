package org.offhook.rtp.pcm;

/**
 * Turns sound up or down. A new level is reached within a portion, so that nothing clicks; what would not fit below full scale is turned
 * down for the moment, at once, and comes up again slowly, so that loud words are not torn. One thread applies; any may set. Allocates nothing.
 */
public final class Amplifier {
    private static final float CEILING = 32_000;
    /** By 0.6 dB a portion. */
    private static final float COMES_UP = 1.07f;
    /** Of a portion: what is too loud is turned down in its first part already. */
    private static final int GOES_DOWN_PART = 8;

    private volatile float wanted = 1;
    private float now = 1;

    /** @param decibels added from now on; 0 leaves all as it is */
    public void set(int decibels) {
        wanted = decibels == 0 ? 1 : (float) Math.pow(10, decibels / 20.0);
    }

    /** Changes samples in place, 10 to 60 ms of them. */
    public void apply(short[] samples, int offset, int count) {
        float target = wanted;
        if (target == 1 && now == 1) {
            return;
        }
        float goal = Math.min(target, CEILING / Math.max(1, peak(samples, offset, count)));
        if (goal < now) {
            int part = Math.max(1, count / GOES_DOWN_PART);
            ramp(samples, offset, part, goal);
            ramp(samples, offset + part, count - part, goal);
        } else {
            ramp(samples, offset, count, Math.min(goal, now * COMES_UP));
        }
    }

    private static int peak(short[] samples, int offset, int count) {
        int most = 0;
        for (int i = offset; i < offset + count; i++) {
            most = Math.max(most, Math.abs((int) samples[i]));
        }
        return most;
    }

    private void ramp(short[] samples, int offset, int count, float goal) {
        float gain = now;
        float step = count == 0 ? 0 : (goal - gain) / count;
        for (int i = offset; i < offset + count; i++) {
            gain += step;
            samples[i] = (short) Math.clamp(Math.round(samples[i] * gain), -32_768, 32_767);
        }
        now = goal;
    }
}
