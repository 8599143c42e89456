package org.offhook.rtp.codec;

/**
 * The adaptive predictor and quantizer scale of one of G.722's two bands (ITU-T G.722 §3.6, blocks 3 and 4). Names are those of the
 * Recommendation; all arithmetic is its 16-bit one.
 */
final class G722Band {

    private static final int[] LOG_TO_LINEAR = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int shift;
    private final int logLimit;

    /** Predicted signal, and the share of the zeros in it. */
    private int s;

    private int sz;
    private int nb;
    private int det;
    private final int[] d = new int[7];
    private final int[] b = new int[7];
    private int r1;
    private int r2;
    private int p1;
    private int p2;
    private int a1;
    private int a2;

    private G722Band(int firstScale, int shift, int logLimit) {
        this.shift = shift;
        this.logLimit = logLimit;
        det = firstScale;
    }

    static G722Band lower() {
        return new G722Band(32, 8, 18_432);
    }

    static G722Band higher() {
        return new G722Band(8, 10, 22_528);
    }

    int predicted() {
        return s;
    }

    /** The quantizer's scale. */
    int scale() {
        return det;
    }

    /** LOGSC and SCALE: moves the scale by what the last code says of the signal. */
    void adapt(int step) {
        nb = Math.clamp(((nb * 127) >> 7) + step, 0, logLimit);
        int exponent = shift - (nb >> 11);
        int mantissa = LOG_TO_LINEAR[(nb >> 6) & 31];
        det = (exponent < 0 ? mantissa << -exponent : mantissa >> exponent) << 2;
    }

    /** Block 4: takes the quantized difference and predicts the next sample. */
    void predict(int difference) {
        d[0] = difference;
        int r0 = saturated(s + difference);
        int p0 = saturated(sz + difference);
        int nextA2 = secondPole(p0);
        int nextA1 = firstPole(p0, nextA2);
        zeros(difference);
        for (int i = 6; i > 0; i--) {
            d[i] = d[i - 1];
        }
        r2 = r1;
        r1 = r0;
        p2 = p1;
        p1 = p0;
        a2 = nextA2;
        a1 = nextA1;
        int poles = saturated(((a1 * saturated(r1 + r1)) >> 15) + ((a2 * saturated(r2 + r2)) >> 15));
        int sum = 0;
        for (int i = 6; i > 0; i--) {
            sum += (b[i] * saturated(d[i] + d[i])) >> 15;
        }
        sz = saturated(sum);
        s = saturated(poles + sz);
    }

    /** UPPOL2. */
    private int secondPole(int p0) {
        int four = saturated(a1 << 2);
        int moved = Math.min(sameSign(p0, p1) ? -four : four, 32_767) >> 7;
        moved += sameSign(p0, p2) ? 128 : -128;
        return Math.clamp(moved + ((a2 * 32_512) >> 15), -12_288, 12_288);
    }

    /** UPPOL1. */
    private int firstPole(int p0, int nextA2) {
        int moved = saturated((sameSign(p0, p1) ? 192 : -192) + ((a1 * 32_640) >> 15));
        int limit = saturated(15_360 - nextA2);
        return Math.clamp(moved, -limit, limit);
    }

    /** UPZERO. */
    private void zeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        for (int i = 1; i <= 6; i++) {
            int moved = sameSign(d[i], difference) ? step : -step;
            b[i] = saturated(moved + ((b[i] * 32_640) >> 15));
        }
    }

    private static boolean sameSign(int one, int other) {
        return (one ^ other) >= 0;
    }

    static int saturated(int value) {
        return Math.clamp(value, -32_768, 32_767);
    }
}
