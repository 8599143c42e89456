package org.offhook.rtp.tone;

/**
 * Tells a speaker's pauses from speech by level. What is little above the softest of the last seconds is the room; a pause begins when nothing
 * else was heard for a while, so that the ends of words stay whole. What is loud is always speech, however long it lasts: a tone or music
 * must not become a pause. Pure; one thread.
 */
public final class SpeechPauses {

    /** RFC 3389 §3.1: the softest noise that can be told. */
    private static final int SILENCE = 127;

    private static final float LEAST_FLOOR_DBOV = -75;
    private static final float FIRST_FLOOR_DBOV = -60;
    private static final float MOST_FLOOR_DBOV = -38;
    private static final float ABOVE_FLOOR_DB = 7;
    private static final float RISE_DB_PER_MILLI = 0.003f;
    private static final int TAIL_MILLIS = 240;
    private static final float SMOOTHING_PER_MILLI = 0.005f;
    /** Digital silence is no room's: it comes and goes at once. */
    private static final float MUTED_DBOV = -100;

    private float floor = FIRST_FLOOR_DBOV;
    private float noise = FIRST_FLOOR_DBOV;
    private int quietMillis;

    /**
     * Takes some milliseconds of sound.
     *
     * @return whether they belong to a pause
     */
    public boolean pauses(float levelDbov, int millis) {
        if (levelDbov <= MUTED_DBOV) {
            quietMillis += millis;
            noise = levelDbov;
            return quietMillis > TAIL_MILLIS;
        }
        floor = Math.clamp(Math.min(levelDbov, floor + RISE_DB_PER_MILLI * millis), LEAST_FLOOR_DBOV, MOST_FLOOR_DBOV);
        if (levelDbov > floor + ABOVE_FLOOR_DB) {
            quietMillis = 0;
            return false;
        }
        boolean wasMuted = noise <= MUTED_DBOV;
        noise = wasMuted ? levelDbov : noise + (levelDbov - noise) * Math.min(1, SMOOTHING_PER_MILLI * millis);
        quietMillis += millis;
        return quietMillis > TAIL_MILLIS;
    }

    /** Forgets that it was quiet: the next sound is speech until it has paused for a while. */
    public void begin() {
        quietMillis = 0;
    }

    /** The room's noise, as comfort noise tells it: in −dBov, 0 to 127. */
    public int noise() {
        return Math.clamp(Math.round(-noise), 0, SILENCE);
    }
}
