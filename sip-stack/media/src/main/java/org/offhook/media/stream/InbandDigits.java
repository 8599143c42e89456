package org.offhook.media.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.dtmf.TelephoneEvents;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;

/** Digits as tones within the speech, for peers that offered no telephone events. One thread enters, one sends. */
final class InbandDigits {

    private static final int QUEUE = 128;

    private final byte[] waiting = new byte[QUEUE];
    private final @Nullable RatedTone[] generators = new RatedTone[16];
    private final int toneMillis;
    private final int pauseMillis;
    private volatile int entered;
    private volatile int taken;

    private int code = -1;
    private int left;

    InbandDigits(int toneMillis, int pauseMillis) {
        this.toneMillis = toneMillis;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < generators.length; i++) {
            generators[i] = new RatedTone(CallTone.key(TelephoneEvents.digitOf(i)));
        }
    }

    boolean enter(char digit) {
        int digitCode = TelephoneEvents.codeOf(digit);
        int at = entered;
        if (digitCode < 0 || at - taken >= QUEUE) {
            return false;
        }
        waiting[at % QUEUE] = (byte) digitCode;
        entered = at + 1;
        return true;
    }

    /** Puts the tone, or the silence around it, in place of the speech while a digit is being sent. */
    void replace(short[] frame, int samples, int rateHertz) {
        if (left == 0) {
            int at = taken;
            if (at == entered) {
                code = -1;
                return;
            }
            code = waiting[at % QUEUE];
            taken = at + 1;
            left = (toneMillis + pauseMillis) * rateHertz / 1000;
            RatedTone generator = generators[code];
            if (generator != null) {
                generator.restart();
            }
        }
        int sounding = Math.clamp(left - pauseMillis * rateHertz / 1000, 0, samples);
        RatedTone generator = generators[code];
        if (generator != null) {
            generator.generate(frame, 0, sounding, rateHertz);
        }
        Arrays.fill(frame, sounding, samples, (short) 0);
        left = Math.max(0, left - samples);
    }

    boolean busy() {
        return left > 0 || taken != entered;
    }
}
