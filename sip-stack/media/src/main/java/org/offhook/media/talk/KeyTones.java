package org.offhook.media.talk;

import org.jspecify.annotations.Nullable;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.rtp.dtmf.TelephoneEvents;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/** The short tone of a pressed key, and the longer one of a notice. Asked for by any thread, played by one. */
public final class KeyTones implements PlayoutSource {

    private static final int TONE_MILLIS = 120;
    private static final int NOTICE_MILLIS = 400;
    /** Above every key and unlike any of them. */
    private static final int NOTICE = 16;

    private static final CallTone NOTICE_TONE = new CallTone(880, 0, -20, 150, 50);
    private static final int WHICH = 31;

    private final @Nullable RatedTone[] generators = new RatedTone[NOTICE + 1];
    /** Upper bits count presses, the lowest five name the tone; so the same key twice is seen as two presses. */
    private volatile int pressed;

    private int played;
    private int left;

    /** Tones for every key. */
    public KeyTones() {
        generators[NOTICE] = new RatedTone(NOTICE_TONE);
        for (int i = 0; i < NOTICE; i++) {
            CallTone key = CallTone.key(TelephoneEvents.digitOf(i));
            CallTone softer = new CallTone(key.firstHertz(), key.secondHertz(), -26, 1000, 0);
            generators[i] = new RatedTone(softer);
        }
    }

    /** Plays a key's tone from the next samples on; anything but a key is silent. One thread only. */
    public void press(char digit) {
        int code = TelephoneEvents.codeOf(digit);
        if (code >= 0) {
            play(code);
        }
    }

    /** Plays the tone that says: something was taken without a key being pressed. The same thread as {@link #press}. */
    public void notice() {
        play(NOTICE);
    }

    private void play(int which) {
        int before = pressed;
        pressed = (before & ~WHICH) + WHICH + 1 + which;
    }

    /** Adds the tone to what is there. Playing thread only. */
    void mix(short[] into, int offset, int samples, int rateHertz) {
        int now = pressed;
        RatedTone generator = generators[now & WHICH];
        if (now != played) {
            played = now;
            left = ((now & WHICH) == NOTICE ? NOTICE_MILLIS : TONE_MILLIS) * rateHertz / 1000;
            if (generator != null) {
                generator.restart();
            }
        }
        int count = Math.min(left, samples);
        if (count > 0 && generator != null) {
            generator.mix(into, offset, count, rateHertz);
            left -= count;
        }
    }

    @Override
    public void fill(short[] into, int offset, int samples, int rateHertz, long nowNanos) {
        java.util.Arrays.fill(into, offset, offset + samples, (short) 0);
        mix(into, offset, samples, rateHertz);
    }
}
