package org.offhook.bench;

/** Power spectra of windows of one length, by a Hann window and a plain transform of two's powers. Not for two threads at once. */
final class Fourier {
    private final int length;
    private final double[] cosines;
    private final double[] sines;
    private final double[] window;
    private final double[] real;
    private final double[] imaginary;

    /** @param length of a window in samples, a power of two */
    Fourier(int length) {
        this.length = length;
        cosines = new double[length / 2];
        sines = new double[length / 2];
        window = new double[length];
        real = new double[length];
        imaginary = new double[length];
        for (int i = 0; i < length / 2; i++) {
            cosines[i] = Math.cos(-2 * Math.PI * i / length);
            sines[i] = Math.sin(-2 * Math.PI * i / length);
        }
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
        }
    }

    /** The power in each of the {@code length / 2} bins; what lies before or after the signal is silence. */
    double[] power(short[] signal, int at) {
        for (int i = 0; i < length; i++) {
            int sample = at + i;
            real[i] = sample < 0 || sample >= signal.length ? 0 : signal[sample] * window[i];
            imaginary[i] = 0;
        }
        transform();
        double[] power = new double[length / 2];
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        }
        return power;
    }

    private void transform() {
        for (int i = 1, j = 0; i < length; i++) {
            int bit = length >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double swap = real[i];
                real[i] = real[j];
                real[j] = swap;
            }
        }
        for (int size = 2; size <= length; size *= 2) {
            int stride = length / size;
            for (int start = 0; start < length; start += size) {
                for (int k = 0; k < size / 2; k++) {
                    double cosine = cosines[k * stride];
                    double sine = sines[k * stride];
                    int low = start + k;
                    int high = low + size / 2;
                    double r = real[high] * cosine - imaginary[high] * sine;
                    double i = real[high] * sine + imaginary[high] * cosine;
                    real[high] = real[low] - r;
                    imaginary[high] = imaginary[low] - i;
                    real[low] += r;
                    imaginary[low] += i;
                }
            }
        }
    }
}
