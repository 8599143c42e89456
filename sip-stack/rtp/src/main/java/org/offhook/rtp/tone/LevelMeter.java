package org.offhook.rtp.tone;

/** A level that an audio thread writes and a screen reads: rises at once, falls 20 dB in half a second. */
public final class LevelMeter {

    private static final float FALL_DB_PER_SECOND = 40;

    private final int sampleRateHertz;
    private volatile float shown = Level.SILENCE_DBOV;

    /** A meter for samples of the given rate. */
    public LevelMeter(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
    }

    /** Takes a frame. Writing thread only. */
    public void update(short[] samples, int offset, int count) {
        update(samples, offset, count, sampleRateHertz);
    }

    /** Takes a frame of another rate. Writing thread only. */
    public void update(short[] samples, int offset, int count, int rateHertz) {
        float fallen = shown - FALL_DB_PER_SECOND * count / rateHertz;
        shown = Math.max(Level.SILENCE_DBOV, Math.max(fallen, Level.dbov(samples, offset, count)));
    }

    /** Back to silence. Writing thread only. */
    public void reset() {
        shown = Level.SILENCE_DBOV;
    }

    /** The level in dBov, −127…0. Any thread. */
    public float dbov() {
        return shown;
    }
}
