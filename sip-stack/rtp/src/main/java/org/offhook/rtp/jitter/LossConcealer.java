package org.offhook.rtp.jitter;

import java.util.Arrays;

/**
 * Conceals missing speech. Where nothing later is known the sound before the gap goes on ({@link Continuation}), at its full level for the first
 * {@value Continuation#HELD_MILLIS} ms, then fading, and where speech returns it is blended in. Where the sound after the gap has come in time, both sides fill it
 * ({@link Bridge}). Keeps no speech back for any of this, so it costs no delay. Allocates nothing after construction; one thread.
 */
final class LossConcealer {

    /** The sound ends within this when its sender goes silent on purpose. */
    private static final int DYING_MILLIS = 5;

    /** Counting stops here: a stream may rest for days, and all is silence long before. */
    private static final int LONGEST_RUN_MILLIS = 1000;

    /** A sound shorter than this cannot be led back. */
    private static final int LEAST_KNOWN_MILLIS = 10;

    private final int perMilli;
    private final short[] history;
    private final Continuation before;
    private final Bridge bridge;

    private int position;
    private int concealed;
    private boolean concealing;
    /** The codec itself made up the last samples; it then smooths its return by itself, too. */
    private boolean elsewhere;

    private double gain;

    LossConcealer(int sampleRateHertz) {
        perMilli = sampleRateHertz / 1000;
        history = new short[Continuation.longest(sampleRateHertz)];
        before = new Continuation(sampleRateHertz);
        bridge = new Bridge(sampleRateHertz);
    }

    void reset() {
        Arrays.fill(history, (short) 0);
        concealing = false;
        elsewhere = false;
        concealed = 0;
    }

    /** Whether the last samples handed out were made up. */
    boolean concealing() {
        return concealing;
    }

    /** Samples made up since speech was last there. */
    int concealedRun() {
        return concealed;
    }

    /** Takes good samples and, after a gap, blends their beginning with the sound that covered it. */
    void accept(short[] samples, int offset, int count) {
        if (concealing) {
            if (!elsewhere) {
                blendIn(samples, offset, count);
            }
            concealing = false;
            elsewhere = false;
            concealed = 0;
        }
        remember(samples, offset, count);
    }

    /** Another codec or time line goes on from here: the next good samples are blended with what they break off from. */
    void breakOff() {
        if (!concealing || elsewhere) {
            int run = concealing ? concealed : 0;
            begin();
            concealed = run;
        }
    }

    private void blendIn(short[] samples, int offset, int count) {
        // ITU-T G.711 Appendix I: a quarter period, and 4 ms more for each 10 ms missing, at most 10 ms in all.
        double quarter = (before.voiced() ? before.period() : 10 * perMilli) / 4;
        int wanted = (int) quarter + concealed * 4 / 10;
        int overlap = Math.min(count, Math.min(wanted, 10 * perMilli));
        for (int i = 0; i < overlap; i++) {
            double rising = (i + 1.0) / (overlap + 1);
            double covered = before.at(position++) * gain;
            samples[offset + i] = clipped(covered * (1 - rising) + samples[offset + i] * rising);
        }
    }

    private static short clipped(double sample) {
        return (short) Math.clamp(Math.round(sample), -32_768, 32_767);
    }

    private void remember(short[] samples, int offset, int count) {
        int kept = Math.min(count, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(samples, offset + count - kept, history, history.length - kept, kept);
    }

    /** Notes samples that the codec made up by its own means. */
    void madeElsewhere(short[] samples, int at, int count) {
        if (!concealing) {
            concealed = 0;
        }
        concealing = true;
        elsewhere = true;
        concealed = Math.min(concealed + count, LONGEST_RUN_MILLIS * perMilli);
        remember(samples, at, count);
    }

    /** Makes up samples for speech that is missing. */
    void conceal(short[] into, int at, int count) {
        produce(into, at, count, Continuation.HELD_MILLIS * perMilli, Continuation.FADED_MILLIS * perMilli);
    }

    /** Lets the sound die within 5 ms: the sender went silent on purpose, and nothing is missing. */
    void fadeOut(short[] into, int at, int count) {
        produce(into, at, count, 0, DYING_MILLIS * perMilli);
    }

    private void produce(short[] into, int at, int count, int fullSamples, int fadeSamples) {
        if (!concealing || elsewhere) {
            begin();
        }
        for (int i = 0; i < count; i++) {
            if (concealed >= fullSamples) {
                gain = Math.max(0, gain - 1.0 / fadeSamples);
            }
            into[at + i] = gain == 0 ? 0 : clipped(before.at(position++) * gain);
            concealed = Math.min(concealed + 1, LONGEST_RUN_MILLIS * perMilli);
        }
        remember(into, at, count);
    }

    /** Most samples that are filled from both sides. */
    int longestBridge() {
        return bridge.longest();
    }

    /** Whether a gap of {@code missing} samples can be filled from both sides when so many are known after it. */
    boolean bridges(int missing, int known) {
        return missing <= bridge.longest() && known >= LEAST_KNOWN_MILLIS * perMilli && !elsewhere;
    }

    /**
     * Makes up all samples up to the sound that comes next, from both sides; that sound needs no blending then.
     *
     * @param missing so many of the {@code count} made up; the others stand for the beginning of what came, which will be taken with it
     * @param next what comes right after them, {@code known} samples from {@code from}
     */
    void conceal(short[] into, int at, int count, int missing, short[] next, int from, int known) {
        if (!concealing) {
            begin();
        }
        bridge.fill(into, at, count, before, position, next, from, known);
        remember(into, at, missing);
        concealing = false;
        concealed = 0;
    }

    private void begin() {
        before.after(history, 0, history.length);
        position = 0;
        concealed = 0;
        gain = 1;
        concealing = true;
        elsewhere = false;
    }
}
