package org.offhook.media.stream;

import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.SpeechPauses;

/**
 * What goes out in place of silence, where both sides agreed on comfort noise (RFC 3389): its level when the pause begins, again when it has changed, and once a
 * second, so that a router on the way keeps the path open. Media clock.
 */
final class NoiseInPauses {

    /** Nothing is to be sent for this frame. */
    static final int NOTHING = -1;

    private static final int AGAIN_MILLIS = 1_000;
    private static final int CHANGED_MILLIS = 100;
    private static final int CHANGED_DB = 3;

    private final SpeechPauses pauses = new SpeechPauses();
    private boolean pausing;
    private int toldNoise;
    private int sinceToldMillis;

    /** Takes a frame; whether it belongs to a pause. */
    boolean pauses(short[] frame, int samples, int rateHertz) {
        int millis = samples * 1000 / rateHertz;
        boolean now = pauses.pauses(Level.dbov(frame, 0, samples), millis);
        if (now && !pausing) {
            sinceToldMillis = AGAIN_MILLIS;
        } else {
            sinceToldMillis += millis;
        }
        pausing = now;
        return now;
    }

    /** The level to tell now, 0 to 127, or {@link #NOTHING}. In a pause. */
    int due() {
        int noise = pauses.noise();
        boolean changed = sinceToldMillis >= CHANGED_MILLIS && Math.abs(noise - toldNoise) >= CHANGED_DB;
        if (!changed && sinceToldMillis < AGAIN_MILLIS) {
            return NOTHING;
        }
        toldNoise = noise;
        sinceToldMillis = 0;
        return noise;
    }

    /** Something else was sent: what comes next is speech. */
    void begin() {
        pauses.begin();
        pausing = false;
    }
}
