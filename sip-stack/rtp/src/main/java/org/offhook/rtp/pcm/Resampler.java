package org.offhook.rtp.pcm;

/**
 * Changes the sample rate of a stream by a polyphase low-pass of windowed sines. Frames in, frames out, no allocation; what
 * comes out is delayed by half the filter, 1–2 ms. One instance per stream and direction.
 */
public final class Resampler {

    /** Zero crossings of the sine on each side: 16 keep images 60 dB down and telephone speech flat to 3.4 kHz. */
    private static final int CROSSINGS = 16;

    /** Products that are summed apart: the first compiler keeps them in registers, and one sum does not wait for the other. */
    private static final int LANES = 4;

    private final int up;
    private final int down;
    private final int taps;
    private final float[] phases;
    private final float[] history;
    private int filled;
    private int phase;
    private final boolean same;

    /** A converter between two rates in Hz. */
    public Resampler(int fromHertz, int toHertz) {
        int divisor = greatestCommonDivisor(fromHertz, toHertz);
        up = toHertz / divisor;
        down = fromHertz / divisor;
        same = up == down;
        double widening = Math.max(1, (double) fromHertz / toHertz);
        taps = (2 * (int) Math.ceil(CROSSINGS * widening) + LANES - 1) / LANES * LANES;
        phases = new float[up * taps];
        // Slightly below the lower Nyquist frequency, so that the filter's slope lies before it.
        double cutoff = 0.92 / widening;
        for (int p = 0; p < up; p++) {
            double sum = 0;
            for (int t = 0; t < taps; t++) {
                double x = t - (taps / 2 - 1) - (double) p / up;
                double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (taps / 2.0));
                double value = cutoff * sinc(cutoff * x) * window;
                phases[p * taps + t] = (float) value;
                sum += value;
            }
            for (int t = 0; t < taps; t++) {
                phases[p * taps + t] /= (float) sum;
            }
        }
        history = new float[taps + 8192];
        filled = taps - 1;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** The most samples that {@link #process} can give for this many. */
    public int mostFor(int samples) {
        return (int) ((long) samples * up / down) + 1;
    }

    /**
     * Converts the next samples.
     *
     * @param count at most 8192
     * @param into receives the result; room for {@link #mostFor} samples
     * @return how many samples came out
     */
    public int process(short[] from, int offset, int count, short[] into, int at) {
        if (same) {
            System.arraycopy(from, offset, into, at, count);
            return count;
        }
        for (int i = 0; i < count; i++) {
            history[filled + i] = from[offset + i];
        }
        filled += count;
        int out = 0;
        int start = 0;
        while (start + taps <= filled) {
            into[at + out++] = (short) Math.clamp(Math.round(filtered(phase * taps, start)), -32_768, 32_767);
            phase += down;
            start += phase / up;
            phase %= up;
        }
        int kept = filled - start;
        System.arraycopy(history, start, history, 0, kept);
        filled = kept;
        return out;
    }

    private float filtered(int row, int start) {
        float[] weights = phases;
        float[] samples = history;
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        for (int w = row, s = start, end = row + taps; w < end; w += LANES, s += LANES) {
            first += weights[w] * samples[s];
            second += weights[w + 1] * samples[s + 1];
            third += weights[w + 2] * samples[s + 2];
            fourth += weights[w + 3] * samples[s + 3];
        }
        return first + second + (third + fourth);
    }
}
