package org.offhook.rtp.codec;

import java.util.Optional;
import org.offhook.rtp.Counter;

/**
 * Opus for speech (RFC 6716, RFC 7587), mono, by the machine's own library where it has one, else by a translation of it
 * ({@code docs/adr/0018}). Its speech layer is used up to wide band, and below 8 kHz beyond that, since only that carries the frame before
 * in each packet (in-band FEC).
 */
public final class OpusSpeech {

    /** Ticks of the RTP clock a second (RFC 7587 §4.1). */
    public static final int CLOCK_RATE_HERTZ = 48_000;

    /** Enough for any frame that {@link Encoder} makes. */
    public static final int MOST_PAYLOAD_BYTES = 600;

    /** The bands of RFC 6716 §2, by their upper ends. */
    static final int NARROW_BAND_HERTZ = 4_000;

    static final int MEDIUM_BAND_HERTZ = 6_000;
    static final int WIDE_BAND_HERTZ = 8_000;
    static final int SUPER_WIDE_BAND_HERTZ = 12_000;
    /** And the last. */
    public static final int FULL_BAND_HERTZ = 20_000;

    /** What is assumed to get lost until the far end has reported. */
    static final int FIRST_EXPECTED_LOSS = 5;

    /** All ends but the last. */
    static final int[] BANDS_HERTZ = {NARROW_BAND_HERTZ, MEDIUM_BAND_HERTZ, WIDE_BAND_HERTZ, SUPER_WIDE_BAND_HERTZ};

    private OpusSpeech() {}

    /** Looked for once. */
    private static final class OfMachine {
        static final Optional<OpusLibrary> LIBRARY = NativeOpus.ofMachine();
    }

    private static final OpusLibrary TRANSLATION = new JavaOpus();

    /** The translation until somebody has looked for a better one: whoever makes a codec does not wait for that. */
    private static volatile OpusLibrary chosen = TRANSLATION;

    /**
     * Looks for the machine's library, and has it used by whatever encoder or decoder is made from now on. Any thread; blocks for some tenths
     * of a second the first time.
     *
     * @return whether there is one: it allocates nothing and needs no warming up
     */
    public static boolean prepare() {
        OfMachine.LIBRARY.ifPresent(library -> chosen = library);
        return OfMachine.LIBRARY.isPresent();
    }

    /** The library of the machine, if it has one. */
    static Optional<OpusLibrary> libraryOfMachine() {
        return OfMachine.LIBRARY;
    }

    /** The one that is always there. */
    static OpusLibrary translation() {
        return TRANSLATION;
    }

    /** The name of the library in use. */
    public static String libraryName() {
        return chosen.name();
    }

    /**
     * How to encode.
     *
     * @param sampleRateHertz of what is encoded: 8000, 12000, 16000, 24000 or 48000
     * @param bandwidthHertz highest frequency worth sending, as the far end plays it
     * @param bitRate bits a second on average while nothing gets lost
     * @param protectedBitRate the same while losses are expected, the copies included
     * @param forwardErrorCorrection whether packets carry the frame before
     * @param pauses whether silence is left out (DTX)
     * @param constantBitRate whether each packet has the same size
     */
    public record Settings(
            int sampleRateHertz,
            int bandwidthHertz,
            int bitRate,
            int protectedBitRate,
            boolean forwardErrorCorrection,
            boolean pauses,
            boolean constantBitRate) {

        /** What is spent where nothing gets lost. RFC 7587 §3.1.1 has 28 to 40 kbit/s for full band. */
        public static int usualBitRate(int bandwidthHertz) {
            if (bandwidthHertz <= NARROW_BAND_HERTZ) {
                return 18_000;
            }
            if (bandwidthHertz <= WIDE_BAND_HERTZ) {
                return 24_000;
            }
            return bandwidthHertz <= SUPER_WIDE_BAND_HERTZ ? 32_000 : 40_000;
        }

        /**
         * Copies come on top of what is said: half as much again. At {@link #usualBitRate} libopus 1.3.1 leaves them out up to a loss of five per cent, and beyond it
         * takes them from what is said.
         */
        public static int protectedBitRate(int bandwidthHertz) {
            return usualBitRate(bandwidthHertz) / 2 * 3;
        }

        /** Speech at a rate, protected, without pauses. */
        public static Settings speech(int sampleRateHertz) {
            int bandwidth = Math.min(sampleRateHertz / 2, FULL_BAND_HERTZ);
            return new Settings(
                    sampleRateHertz,
                    bandwidth,
                    usualBitRate(bandwidth),
                    protectedBitRate(bandwidth),
                    true,
                    false,
                    false);
        }
    }

    /** One stream's encoder. Frames of 10, 20, 40 or 60 ms. */
    public static final class Encoder implements SpeechEncoder {
        /** A packet this short says only that nothing is said, and need not be sent (RFC 6716 §2.1.9). */
        private static final int SAYS_NOTHING = 2;

        private final OpusLibrary.Encoding encoding;
        private final Settings settings;
        private final Counter faults = new Counter();
        private int expectedLoss = -1;

        /** @throws IllegalArgumentException for a rate that Opus does not have */
        public Encoder(Settings settings) {
            this(settings, chosen);
        }

        Encoder(Settings settings, OpusLibrary library) {
            encoding = library.encoding(settings);
            this.settings = settings;
            expectLoss(FIRST_EXPECTED_LOSS);
        }

        @Override
        public int encode(short[] pcm, int offset, int samples, byte[] into, int at) {
            try {
                int length =
                        encoding.encode(pcm, offset, samples, into, at, Math.min(MOST_PAYLOAD_BYTES, into.length - at));
                if (length < 0) {
                    faults.increment();
                }
                return settings.pauses() && length <= SAYS_NOTHING ? 0 : Math.max(0, length);
            } catch (Exception | AssertionError fault) {
                // One frame is not sent, and the call goes on.
                faults.increment();
                return 0;
            }
        }

        @Override
        public void expectLoss(int percent) {
            int bounded = Math.clamp(percent, 0, 30);
            if (bounded != expectedLoss) {
                expectedLoss = bounded;
                boolean copies = settings.forwardErrorCorrection() && bounded > 0;
                encoding.expectLoss(bounded, copies ? settings.protectedBitRate() : settings.bitRate());
            }
        }

        /** Frames that could not be encoded. */
        public long faults() {
            return faults.get();
        }
    }

    /** One stream's decoder, at any rate of Opus. */
    public static final class Decoder implements SpeechDecoder {
        private final int sampleRateHertz;
        private final OpusLibrary.Decoding decoding;
        private final Counter faults = new Counter();
        private boolean begun;

        /** @throws IllegalArgumentException for a rate that Opus does not have */
        public Decoder(int sampleRateHertz) {
            this(sampleRateHertz, chosen);
        }

        Decoder(int sampleRateHertz, OpusLibrary library) {
            this.sampleRateHertz = sampleRateHertz;
            decoding = library.decoding(sampleRateHertz);
        }

        @Override
        public int decode(byte[] payload, int offset, int length, short[] into, int at) {
            int samples = samplesIn(payload, offset, length);
            if (samples == 0 || samples > into.length - at) {
                return 0;
            }
            return run(payload, offset, length, into, at, samples, false);
        }

        private int run(byte[] payload, int offset, int length, short[] into, int at, int samples, boolean former) {
            try {
                int made = decoding.decode(payload, offset, length, into, at, samples, former);
                if (made >= 0) {
                    begun = true;
                    return made;
                }
            } catch (Exception | AssertionError malformed) {
                // The translation checks little of what it reads; anybody may send anything.
                decoding.reset();
            }
            faults.increment();
            return 0;
        }

        @Override
        public int samplesIn(byte[] payload, int offset, int length) {
            return (int) ((long) OpusPackets.micros(payload, offset, length) * sampleRateHertz / 1_000_000);
        }

        @Override
        public boolean carriesFormer(byte[] payload, int offset, int length) {
            return OpusPackets.carriesFormer(payload, offset, length);
        }

        @Override
        public int decodeFormer(byte[] payload, int offset, int length, short[] into, int at, int samples) {
            int quantum = sampleRateHertz / 400;
            int own = samplesIn(payload, offset, length);
            if (!begun || samples % quantum != 0 || samples < own || samples > into.length - at) {
                return 0;
            }
            return run(payload, offset, length, into, at, samples, true) == samples ? samples : 0;
        }

        @Override
        public boolean conceals() {
            return true;
        }

        @Override
        public int conceal(short[] into, int at, int samples) {
            int step = sampleRateHertz / 100;
            int whole = (samples + step - 1) / step * step;
            if (!begun || whole > into.length - at) {
                return 0;
            }
            try {
                return decoding.conceal(into, at, whole) == whole ? whole : 0;
            } catch (Exception | AssertionError fault) {
                faults.increment();
                return 0;
            }
        }

        /** Packets that could not be decoded. */
        public long faults() {
            return faults.get();
        }
    }
}
