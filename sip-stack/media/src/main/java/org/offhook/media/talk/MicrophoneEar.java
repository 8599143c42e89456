package org.offhook.media.talk;

import org.offhook.core.media.MicrophoneFacts;
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
    private static final float NOISE_RISES_DB_A_SECOND = 3;
    private static final int FULL_SCALE = 32_700;
    /** One sample at full scale is a click. */
    private static final int CLIPPED_SAMPLES = 3;

    private final Counter millis = new Counter();
    private final Counter silentMillis = new Counter();
    private final Counter clippedMillis = new Counter();
    private final Counter spokenMillis = new Counter();
    private float noise = -60;

    void listen(short[] frame, int samples, int rateHertz) {
        long length = samples * 1000L / rateHertz;
        float level = Level.dbov(frame, 0, samples);
        int atFullScale = 0;
        for (int i = 0; i < samples; i++) {
            atFullScale += frame[i] >= FULL_SCALE || frame[i] <= -FULL_SCALE ? 1 : 0;
        }
        millis.add(length);
        if (level <= SILENT_DBOV) {
            silentMillis.add(length);
        } else {
            noise = Math.min(level, noise + NOISE_RISES_DB_A_SECOND * length / 1000);
        }
        if (atFullScale >= CLIPPED_SAMPLES) {
            clippedMillis.add(length);
        }
        if (level >= QUIETEST_SPEECH_DBOV && level >= noise + ABOVE_NOISE_DB) {
            spokenMillis.add(length);
        }
    }

    /** Any thread. */
    MicrophoneFacts facts() {
        return new MicrophoneFacts(millis.get(), silentMillis.get(), clippedMillis.get(), spokenMillis.get());
    }
}
