package org.offhook.media.talk;

import org.jspecify.annotations.Nullable;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/**
 * What a sound check does on the audio threads: it keeps what the microphone gives and plays that back, or it plays a tone. Its samples
 * are taken when it is made; nothing is allocated afterwards.
 */
public final class SoundCheckTrack {
    private static final int SECONDS = 6;

    /** The media path's rate while it is on. */
    static final int RATE_HERTZ = 16_000;

    private final short[] kept;
    private final @Nullable RatedTone tone;
    private volatile boolean heardAnything;
    private volatile boolean keeping;
    private volatile boolean playing;
    /** Written by the media clock alone. */
    private volatile int length;

    private int at;

    private SoundCheckTrack(int samples, @Nullable RatedTone tone) {
        kept = new short[samples];
        this.tone = tone;
        playing = tone != null;
    }

    /** Only listens. */
    public static SoundCheckTrack listening() {
        return new SoundCheckTrack(0, null);
    }

    /** Keeps six seconds at most. */
    public static SoundCheckTrack recorder() {
        return new SoundCheckTrack(SECONDS * RATE_HERTZ, null);
    }

    /** Plays a tone. */
    public static SoundCheckTrack tone(CallTone tone) {
        return new SoundCheckTrack(0, new RatedTone(tone));
    }

    /** Whether the microphone has begun to give sound: devices take a while. Any thread. */
    public boolean heardAnything() {
        return heardAnything;
    }

    /** Keeps what comes from now on. Any thread. */
    public void keep() {
        keeping = true;
    }

    /** Plays what was kept. Any thread. */
    public void playBack() {
        keeping = false;
        playing = true;
    }

    /** @param alive whether the microphone gave this, rather than nothing at all. Media clock. */
    void spoken(short[] frame, int samples, int rateHertz, boolean alive) {
        if (alive) {
            heardAnything = true;
        }
        int end = length;
        if (keeping && rateHertz == RATE_HERTZ && end + samples <= kept.length) {
            System.arraycopy(frame, 0, kept, end, samples);
            length = end + samples;
        }
    }

    /** Adds what is to be heard. Playing thread. */
    void play(short[] into, int offset, int samples, int rateHertz) {
        if (!playing) {
            return;
        }
        if (tone != null) {
            tone.mix(into, offset, samples, rateHertz);
        } else if (rateHertz == RATE_HERTZ) {
            int count = Math.min(samples, length - at);
            System.arraycopy(kept, at, into, offset, count);
            at += count;
        }
    }
}
