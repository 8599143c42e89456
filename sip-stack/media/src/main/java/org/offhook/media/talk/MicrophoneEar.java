package org.offhook.media.talk;

import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.rtp.Counter;
import org.offhook.rtp.tone.Level;

/**
 * Listens to what the microphone gives, before mute: whether it is dead, distorted, or spoken into. Speech is what lies well above the
 * noise of the room, which is followed down at once and up slowly. Media clock only, but for {@link #facts}; allocates nothing.
 */
final class MicrophoneEar {
    /** A live microphone in the quietest room gives more. */
    private static final float SILENT_DBOV = -84;

    private static final float QUIETEST_SPEECH_DBOV = -48;
    private static final float ABOVE_NOISE_DB = 12;
    /** Speech usually has −26 on average (ITU-T P.56); ten below that is hard to follow. */
    private static final float CLEAR_DBOV = -36;

    private static final float NOISE_RISES_DB_A_SECOND = 3;
    private static final int FULL_SCALE = 32_700;
    /** One sample at full scale is a click. */
    private static final int CLIPPED_SAMPLES = 3;

    private final Counter millis = new Counter();
    private final Counter silentMillis = new Counter();
    private final Counter clippedMillis = new Counter();
    private final Counter spokenMillis = new Counter();
    private final Counter clearMillis = new Counter();
    private volatile float levelDbov = Level.SILENCE_DBOV;
    private float noise = -60;

    void listen(short[] frame, int samples, int rateHertz) {
        listen(frame, samples, rateHertz, 0);
    }

    /** @param amplifiedDb what was added to the microphone's own level: a dead one is told by that */
    void listen(short[] frame, int samples, int rateHertz, int amplifiedDb) {
        long length = samples * 1000L / rateHertz;
        float level = Level.dbov(frame, 0, samples);
        int atFullScale = 0;
        for (int i = 0; i < samples; i++) {
            atFullScale += frame[i] >= FULL_SCALE || frame[i] <= -FULL_SCALE ? 1 : 0;
        }
        millis.add(length);
        levelDbov = level;
        if (level <= SILENT_DBOV + amplifiedDb) {
            silentMillis.add(length);
        } else {
            noise = Math.min(level, noise + NOISE_RISES_DB_A_SECOND * length / 1000);
        }
        if (atFullScale >= CLIPPED_SAMPLES) {
            clippedMillis.add(length);
        }
        if (level >= QUIETEST_SPEECH_DBOV && level >= noise + ABOVE_NOISE_DB) {
            spokenMillis.add(length);
            clearMillis.add(level >= CLEAR_DBOV ? length : 0);
        }
    }

    /** The device is closed. */
    void rest() {
        levelDbov = Level.SILENCE_DBOV;
    }

    /** The last frame's level. Any thread. */
    float levelDbov() {
        return levelDbov;
    }

    /** Any thread. */
    SoundCheckFacts checkFacts() {
        return new SoundCheckFacts(
                millis.get(), silentMillis.get(), clippedMillis.get(), spokenMillis.get(), clearMillis.get());
    }

    /** Any thread. */
    MicrophoneFacts facts() {
        return new MicrophoneFacts(millis.get(), silentMillis.get(), clippedMillis.get(), spokenMillis.get());
    }
}
