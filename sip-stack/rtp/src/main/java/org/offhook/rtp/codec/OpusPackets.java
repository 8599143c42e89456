package org.offhook.rtp.codec;

/** Reads what an Opus packet says of itself in its first bytes (RFC 6716 §3.1), without decoding it. Any content is allowed. */
final class OpusPackets {

    /** RFC 6716 §3.4, R5. */
    private static final int LONGEST_MICROS = 120_000;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int[] SILK_MICROS = {10_000, 20_000, 40_000, 60_000};
    private static final int[] CELT_MICROS = {2_500, 5_000, 10_000, 20_000};

    private OpusPackets() {}

    private static int frameMicros(byte first) {
        int configuration = (first & 0xff) >> 3;
        if (configuration < FIRST_HYBRID) {
            return SILK_MICROS[configuration & 3];
        }
        return configuration < FIRST_CELT ? SILK_MICROS[configuration & 1] : CELT_MICROS[configuration & 3];
    }

    /** How long the packet sounds, in microseconds; 0 when it is malformed. */
    static int micros(byte[] payload, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int frames = switch (payload[offset] & 3) {
            case 0 -> 1;
            case 3 -> length < 2 ? 0 : payload[offset + 1] & 0x3f;
            default -> 2;
        };
        int all = frames * frameMicros(payload[offset]);
        return all <= LONGEST_MICROS ? all : 0;
    }

    /**
     * Whether a packet of a single frame carries the frame before it (RFC 6716 §4.2.4): the flag follows the voice-activity flags at
     * the top of the frame's first byte. Packets of several frames are not looked into.
     */
    static boolean carriesFormer(byte[] payload, int offset, int length) {
        if (length < 2 || (payload[offset] & 3) != 0 || (payload[offset] & 0xff) >> 3 >= FIRST_CELT) {
            return false;
        }
        int activityFlags = Math.max(1, frameMicros(payload[offset]) / 20_000);
        boolean stereo = (payload[offset] & 4) != 0;
        int frame = payload[offset + 1] & 0xff;
        boolean middle = ((frame >> (7 - activityFlags)) & 1) != 0;
        return middle || (stereo && ((frame >> (6 - 2 * activityFlags)) & 1) != 0);
    }
}
