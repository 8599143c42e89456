package org.offhook.rtp.tone;

/** Signal levels in dBov: 0 is a full-scale square wave, a full-scale sine is −3, and −127 stands for silence. */
public final class Level {

    /** The level of silence. */
    public static final float SILENCE_DBOV = -127;

    private Level() {}

    /** The level of some samples, −127…0. */
    public static float dbov(short[] samples, int offset, int count) {
        long energy = 0;
        for (int i = offset; i < offset + count; i++) {
            energy += samples[i] * samples[i];
        }
        return dbov(energy, count);
    }

    /** The level of {@code count} samples whose squares sum up to {@code energy}. */
    public static float dbov(long energy, long count) {
        if (energy == 0 || count == 0) {
            return SILENCE_DBOV;
        }
        double meanSquare = (double) energy / count / (32_768.0 * 32_768.0);
        return (float) Math.clamp(10 * Math.log10(meanSquare), SILENCE_DBOV, 0);
    }
}
