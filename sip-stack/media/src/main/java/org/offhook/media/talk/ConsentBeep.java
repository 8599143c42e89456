package org.offhook.media.talk;

import java.time.Duration;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/**
 * The tone that says a call is recorded, at its start and now and then: 1,400 Hz for a fifth of a second, as the rules of the USA have it
 * (47 CFR 64.501 in its former words: at intervals of about 15 s). The far end's copy belongs to the media clock, the agent's to the
 * thread that plays. Allocates nothing.
 */
public final class ConsentBeep {
    private static final int SOUNDS_MILLIS = 200;
    private static final double HERTZ = 1_400;
    private static final double DBOV = -24;

    private final RatedTone said;
    private final RatedTone heard;

    /** @param every from one to the next; at least a second */
    public ConsentBeep(Duration every) {
        int rests = Math.clamp(every.toMillis(), 1_000, 3_600_000) - SOUNDS_MILLIS;
        CallTone tone = new CallTone(HERTZ, 0, DBOV, SOUNDS_MILLIS, rests);
        said = new RatedTone(tone);
        heard = new RatedTone(tone);
    }

    /** Adds it to what the far end gets. Media clock only. */
    void say(short[] into, int samples, int rateHertz) {
        said.mix(into, 0, samples, rateHertz);
    }

    /** Adds it to what the agent hears. Playing thread only. */
    void hear(short[] into, int samples, int rateHertz) {
        heard.mix(into, 0, samples, rateHertz);
    }
}
