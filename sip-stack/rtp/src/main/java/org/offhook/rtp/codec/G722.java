package org.offhook.rtp.codec;

/**
 * ITU-T G.722 at 64 kbit/s (mode 1): 16,000 samples a second in two bands of adaptive differential coding, a byte for each two
 * samples. RFC 3551 §4.5.2 gives it an RTP clock of 8000, one tick a byte. An instance is one direction of one stream; it allocates
 * nothing after construction.
 */
public final class G722 {

    /** Samples a second, twice the RTP clock. */
    public static final int SAMPLE_RATE_HERTZ = 16_000;

    /** The static payload type. */
    public static final int PAYLOAD_TYPE = 9;

    private static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int[] DECISIONS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };
    private static final int[] LOW_STEP = {-60, -30, 58, 172, 334, 538, 1198, 3042};
    private static final int[] LOW_STEP_OF_CODE = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] HIGH_STEP_OF_CODE = {798, -214, 798, -214};
    private static final int[] FOUR_BITS = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };
    private static final int[] SIX_BITS = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };
    private static final int[] TWO_BITS = {-7408, -1616, 7408, 1616};

    /** The codes of 30 intervals, negative and positive differences: the first interval of the negative side is split apart. */
    private static final int NEGATIVE_TOP = 32;

    private static final int POSITIVE_TOP = 62;

    private G722() {}

    /** Signal history of a quadrature mirror filter. */
    private static final class MirrorFilter {
        private final int[] history = new int[24];
        int even;
        int odd;

        /** Takes two values and computes both sums. */
        void take(int first, int second) {
            System.arraycopy(history, 2, history, 0, 22);
            history[22] = first;
            history[23] = second;
            int evens = 0;
            int odds = 0;
            for (int i = 0; i < 12; i++) {
                odds += history[2 * i] * MIRROR[i];
                evens += history[2 * i + 1] * MIRROR[11 - i];
            }
            even = evens;
            odd = odds;
        }
    }

    /** One stream's encoder. */
    public static final class Encoder implements SpeechEncoder {
        private final MirrorFilter filter = new MirrorFilter();
        private final G722Band low = G722Band.lower();
        private final G722Band high = G722Band.higher();

        @Override
        public int encode(short[] pcm, int offset, int samples, byte[] into, int at) {
            for (int i = 0; i + 1 < samples; i += 2) {
                filter.take(pcm[offset + i], pcm[offset + i + 1]);
                int lower = lower((filter.even + filter.odd) >> 14);
                int higher = higher((filter.even - filter.odd) >> 14);
                into[at + i / 2] = (byte) ((higher << 6) | lower);
            }
            return samples / 2;
        }

        private int lower(int sample) {
            int difference = G722Band.saturated(sample - low.predicted());
            int magnitude = difference < 0 ? ~difference : difference;
            int interval = 1;
            while (interval < 30 && magnitude >= (DECISIONS[interval] * low.scale()) >> 12) {
                interval++;
            }
            int code = difference < 0 ? negative(interval) : POSITIVE_TOP - interval;
            int four = code >> 2;
            int quantized = (low.scale() * FOUR_BITS[four]) >> 15;
            low.adapt(LOW_STEP[LOW_STEP_OF_CODE[four]]);
            low.predict(quantized);
            return code;
        }

        /** G.722 table 8: the two smallest negative intervals have the codes of one's complement. */
        private static int negative(int interval) {
            return interval <= 2 ? 64 - interval : NEGATIVE_TOP + 2 - interval;
        }

        private int higher(int sample) {
            int difference = G722Band.saturated(sample - high.predicted());
            int magnitude = difference < 0 ? ~difference : difference;
            boolean large = magnitude >= (564 * high.scale()) >> 12;
            int code = difference < 0 ? (large ? 0 : 1) : (large ? 2 : 3);
            int quantized = (high.scale() * TWO_BITS[code]) >> 15;
            high.adapt(HIGH_STEP_OF_CODE[code]);
            high.predict(quantized);
            return code;
        }
    }

    /** One stream's decoder. */
    public static final class Decoder implements SpeechDecoder {
        /** The Recommendation's LIMIT. */
        private static final int MOST = 16_383;

        private final MirrorFilter filter = new MirrorFilter();
        private final G722Band low = G722Band.lower();
        private final G722Band high = G722Band.higher();

        @Override
        public int decode(byte[] payload, int offset, int length, short[] into, int at) {
            int codes = Math.min(length, (into.length - at) / 2);
            for (int i = 0; i < codes; i++) {
                int code = payload[offset + i] & 0xff;
                int lower = lower(code & 0x3f);
                int higher = higher(code >> 6);
                filter.take(lower + higher, lower - higher);
                into[at + 2 * i] = (short) G722Band.saturated(filter.even >> 11);
                into[at + 2 * i + 1] = (short) G722Band.saturated(filter.odd >> 11);
            }
            return 2 * codes;
        }

        private int lower(int code) {
            int heard = low.predicted() + ((low.scale() * SIX_BITS[code]) >> 15);
            int four = code >> 2;
            int quantized = (low.scale() * FOUR_BITS[four]) >> 15;
            low.adapt(LOW_STEP[LOW_STEP_OF_CODE[four]]);
            low.predict(quantized);
            return Math.clamp(heard, -MOST - 1, MOST);
        }

        private int higher(int code) {
            int quantized = (high.scale() * TWO_BITS[code]) >> 15;
            int heard = high.predicted() + quantized;
            high.adapt(HIGH_STEP_OF_CODE[code]);
            high.predict(quantized);
            return Math.clamp(heard, -MOST - 1, MOST);
        }

        /** Its filter still holds 24 samples of before. */
        @Override
        public int settlingSamples() {
            return 32;
        }

        @Override
        public int samplesIn(byte[] payload, int offset, int length) {
            return 2 * length;
        }
    }
}
