package org.offhook.rtp.jitter;

import java.util.Arrays;

/**
 * Conceals missing speech by repeating its last pitch periods, in the manner of ITU-T G.711 Appendix I: the pitch is
 * found by normalised cross-correlation, one period is repeated for the first 10 ms, then two, then three, so that it
 * does not buzz; from 10 ms on the sound fades and is silent after 60 ms; where speech returns it is blended in.
 *
 * <p>Unlike the appendix this keeps no 3.75 ms of speech back for blending at the start of a gap: the repeated region is
 * made seamless at its own ends instead, which costs no delay.
 */
final class LossConcealer {

    /** Counting stops here: a stream may rest for days, and all is silence long before. */
    private static final int LONGEST_RUN_MILLIS = 1000;

    private final int samplesPerMilli;
    private final int pitchMin;
    private final int pitchMax;
    private final int correlationLength;
    private final short[] history;
    /** What is repeated, with room for three periods and a blending quarter before them. */
    private final short[] region;

    private final short[] frozen;

    private int pitch;
    private int periods;
    private int position;
    private int concealed;
    private boolean concealing;
    /** The codec itself made up the last samples; it then smooths its return by itself, too. */
    private boolean elsewhere;

    private double gain;

    LossConcealer(int sampleRateHertz) {
        samplesPerMilli = sampleRateHertz / 1000;
        pitchMin = 5 * samplesPerMilli;
        pitchMax = 15 * samplesPerMilli;
        correlationLength = 20 * samplesPerMilli;
        history = new short[3 * pitchMax + pitchMax / 4 + samplesPerMilli];
        frozen = new short[history.length];
        region = new short[3 * pitchMax];
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
        // Appendix I: a quarter period, and 4 ms more for each 10 ms missing, at most 10 ms in all.
        int wanted = pitch / 4 + concealed * 4 / 10;
        int overlap = Math.min(count, Math.min(wanted, 10 * samplesPerMilli));
        for (int i = 0; i < overlap; i++) {
            double rising = (i + 1.0) / (overlap + 1);
            double covered = nextRepeated() * gain;
            samples[offset + i] = (short) Math.round(covered * (1 - rising) + samples[offset + i] * rising);
        }
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
        concealed = Math.min(concealed + count, LONGEST_RUN_MILLIS * samplesPerMilli);
        remember(samples, at, count);
    }

    /** Makes up samples for speech that is missing. */
    void conceal(short[] into, int at, int count) {
        produce(into, at, count, 10 * samplesPerMilli, 50 * samplesPerMilli);
    }

    /** Lets the sound die within 5 ms: the sender went silent on purpose, and nothing is missing. */
    void fadeOut(short[] into, int at, int count) {
        produce(into, at, count, 0, 5 * samplesPerMilli);
    }

    private void produce(short[] into, int at, int count, int fullSamples, int fadeSamples) {
        if (!concealing || elsewhere) {
            begin();
        }
        for (int i = 0; i < count; i++) {
            if (concealed == 10 * samplesPerMilli || concealed == 20 * samplesPerMilli) {
                extend();
            }
            if (concealed >= fullSamples) {
                gain = Math.max(0, gain - 1.0 / fadeSamples);
            }
            into[at + i] = gain == 0 ? 0 : (short) Math.round(nextRepeated() * gain);
            concealed = Math.min(concealed + 1, LONGEST_RUN_MILLIS * samplesPerMilli);
        }
        remember(into, at, count);
    }

    private void begin() {
        System.arraycopy(history, 0, frozen, 0, history.length);
        pitch = findPitch();
        periods = 0;
        position = 0;
        concealed = 0;
        gain = 1;
        concealing = true;
        elsewhere = false;
        extend();
    }

    /** Repeats one period more than before, going on at the same phase. */
    private void extend() {
        if (periods == 3) {
            return;
        }
        int quarter = pitch / 4;
        periods++;
        int length = periods * pitch;
        int start = frozen.length - length;
        int old = length - pitch;
        // The last quarter of the region runs over into what came before its first sample, so that the wrap is smooth.
        double join = old > 0 ? region[position] : 0;
        System.arraycopy(frozen, start, region, 0, length);
        for (int i = 0; i < quarter; i++) {
            double rising = (i + 1.0) / (quarter + 1);
            int at = length - quarter + i;
            region[at] = (short) Math.round(region[at] * (1 - rising) + frozen[start - quarter + i] * rising);
        }
        if (old > 0) {
            smoothJoin(join, quarter);
        }
    }

    /** Spreads the step between the old and the new region over a quarter period. */
    private void smoothJoin(double oldSample, int quarter) {
        double step = oldSample - region[position];
        for (int i = 0; i < quarter; i++) {
            int at = (position + i) % (periods * pitch);
            double falling = 1 - (i + 1.0) / (quarter + 1);
            region[at] = (short) Math.clamp(Math.round(region[at] + step * falling), -32_768, 32_767);
        }
    }

    private double nextRepeated() {
        double sample = region[position];
        position = position + 1 == periods * pitch ? 0 : position + 1;
        return sample;
    }

    /** The lag at which the last 20 ms look most like what came before; coarse at half rate, then exact. */
    private int findPitch() {
        int coarse = bestLag(pitchMin, pitchMax, 2);
        return bestLag(Math.max(pitchMin, coarse - 1), Math.min(pitchMax, coarse + 1), 1);
    }

    private int bestLag(int from, int to, int step) {
        int end = frozen.length;
        int best = to;
        double bestScore = -1;
        for (int lag = from; lag <= to; lag += step) {
            double cross = 0;
            double energy = 1;
            for (int i = end - correlationLength; i < end; i += step) {
                double earlier = frozen[i - lag];
                cross += frozen[i] * earlier;
                energy += earlier * earlier;
            }
            double score = cross <= 0 ? 0 : cross * cross / energy;
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }
}
