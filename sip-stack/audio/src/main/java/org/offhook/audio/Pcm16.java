package org.offhook.audio;

/** 16-bit samples to and from the little-endian bytes that the natives speak. */
final class Pcm16 {

    private Pcm16() {}

    static void toBytes(short[] from, int offset, int samples, byte[] into, int at) {
        for (int i = 0; i < samples; i++) {
            into[at + 2 * i] = (byte) from[offset + i];
            into[at + 2 * i + 1] = (byte) (from[offset + i] >> 8);
        }
    }

    static void toShorts(byte[] from, int offset, int samples, short[] into, int at) {
        for (int i = 0; i < samples; i++) {
            into[at + i] = sample(from, offset + 2 * i);
        }
    }

    /** The mean over the channels of interleaved frames. */
    static void toMono(byte[] from, int frames, int channels, short[] into, int at) {
        for (int i = 0; i < frames; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += sample(from, 2 * (i * channels + c));
            }
            into[at + i] = (short) (sum / channels);
        }
    }

    /** The same sample on every channel. */
    static void fromMono(short[] from, int frames, int channels, byte[] into) {
        int at = 0;
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels; c++) {
                into[at++] = (byte) from[i];
                into[at++] = (byte) (from[i] >> 8);
            }
        }
    }

    private static short sample(byte[] from, int at) {
        return (short) ((from[at] & 0xff) | (from[at + 1] << 8));
    }
}
