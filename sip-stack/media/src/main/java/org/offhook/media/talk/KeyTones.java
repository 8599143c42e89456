package org.offhook.media.talk;

import org.jspecify.annotations.Nullable;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.rtp.dtmf.TelephoneEvents;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;

/** The short tone of a pressed key. Asked for by any thread, played by one. */
public final class KeyTones implements PlayoutSource {

    private static final int TONE_SAMPLES = 120 * 8;

    private final @Nullable ToneGenerator[] generators = new ToneGenerator[16];
    /** Upper bits count presses, the lowest four name the key; so the same key twice is seen as two presses. */
    private volatile int pressed;

    private int played;
    private int left;

    /** Tones for every key. */
    public KeyTones() {
        for (int i = 0; i < generators.length; i++) {
            CallTone key = CallTone.key(TelephoneEvents.digitOf(i));
            CallTone softer = new CallTone(key.firstHertz(), key.secondHertz(), -26, 1000, 0);
            generators[i] = new ToneGenerator(softer, 8000);
        }
    }

    /** Plays a key's tone from the next samples on; anything but a key is silent. One thread only. */
    public void press(char digit) {
        int code = TelephoneEvents.codeOf(digit);
        if (code >= 0) {
            int before = pressed;
            pressed = (before & ~15) + 16 + code;
        }
    }

    /** Adds the tone to what is there. Playing thread only. */
    void mix(short[] into, int offset, int samples) {
        int now = pressed;
        ToneGenerator generator = generators[now & 15];
        if (now != played) {
            played = now;
            left = TONE_SAMPLES;
            if (generator != null) {
                generator.restart();
            }
        }
        int count = Math.min(left, samples);
        if (count > 0 && generator != null) {
            generator.mix(into, offset, count);
            left -= count;
        }
    }

    @Override
    public void fill(short[] into, int offset, int samples, long nowNanos) {
        java.util.Arrays.fill(into, offset, offset + samples, (short) 0);
        mix(into, offset, samples);
    }
}
