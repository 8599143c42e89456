package org.offhook.rtp.codec;

/**
 * Comfort noise of static payload type 13 (RFC 3389): its first byte is the level in −dBov; spectral information, when
 * there is any, is ignored as §4 allows, and the noise is white.
 */
public final class ComfortNoise {

    /** The static payload type at 8000 Hz. */
    public static final int PAYLOAD_TYPE = 13;

    /** The mean square of uniform noise over ±1 is 1/3; a level is measured against a full-scale square wave. */
    private static final double UNIFORM_PEAK_OVER_RMS = Math.sqrt(3);

    private int peak;
    private int random = 0x2545_f491;

    /** Takes the level of a received payload; an empty one means silence. */
    public void update(byte[] payload, int offset, int length) {
        int level = length == 0 ? 127 : payload[offset] & 0x7f;
        peak = (int) (32_767 * Math.pow(10, -level / 20.0) * UNIFORM_PEAK_OVER_RMS);
    }

    /** Produces noise at the last level; silence before any. */
    public void generate(short[] into, int at, int samples) {
        for (int i = 0; i < samples; i++) {
            random ^= random << 13;
            random ^= random >>> 17;
            random ^= random << 5;
            into[at + i] = (short) Math.clamp(((long) (random >> 16) * peak) >> 15, -32_768, 32_767);
        }
    }

    /** Forgets the level: the next noise is silence. */
    public void silence() {
        peak = 0;
    }
}
