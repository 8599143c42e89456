package org.offhook.rtp.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMode;
import io.github.jaredmdobson.concentus.OpusSignal;
import org.offhook.rtp.Counter;

/**
 * Opus for speech (RFC 6716, RFC 7587), mono, by Concentus. Its speech layer is used whatever the rate, since only that carries the
 * frame before in each packet (in-band FEC). The library allocates in each frame; how much is in {@code docs/adr/0012}.
 */
public final class OpusSpeech {

    /** Ticks of the RTP clock a second (RFC 7587 §4.1). */
    public static final int CLOCK_RATE_HERTZ = 48_000;

    /** Enough for any frame that {@link Encoder} makes. */
    public static final int MOST_PAYLOAD_BYTES = 600;

    /** What is assumed to get lost until the far end has reported. */
    static final int FIRST_EXPECTED_LOSS = 5;

    /** Half of the library's effort: above it quality hardly grows, below it time hardly falls. */
    private static final int COMPLEXITY = 5;

    private OpusSpeech() {}

    /**
     * How to encode.
     *
     * @param sampleRateHertz of what is encoded: 8000, 12000, 16000, 24000 or 48000
     * @param bandwidthHertz highest frequency worth sending, as the far end plays it
     * @param bitRate bits a second on average
     * @param forwardErrorCorrection whether packets carry the frame before
     * @param pauses whether silence is left out (DTX)
     * @param constantBitRate whether each packet has the same size
     */
    public record Settings(
            int sampleRateHertz,
            int bandwidthHertz,
            int bitRate,
            boolean forwardErrorCorrection,
            boolean pauses,
            boolean constantBitRate) {

        /** What carries the frame before at this rate: below it the library leaves that out. */
        public static int usualBitRate(int bandwidthHertz) {
            return bandwidthHertz <= 4_000 ? 18_000 : 24_000;
        }

        /** Speech at a rate, protected, without pauses. */
        public static Settings speech(int sampleRateHertz) {
            int bandwidth = sampleRateHertz / 2;
            return new Settings(sampleRateHertz, bandwidth, usualBitRate(bandwidth), true, false, false);
        }
    }

    private static OpusBandwidth bandwidth(int hertz) {
        if (hertz <= 4_000) {
            return OpusBandwidth.OPUS_BANDWIDTH_NARROWBAND;
        }
        return hertz <= 6_000 ? OpusBandwidth.OPUS_BANDWIDTH_MEDIUMBAND : OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND;
    }

    /** One stream's encoder. Frames of 10, 20, 40 or 60 ms. */
    public static final class Encoder implements SpeechEncoder {
        /** A packet this short says only that nothing is said, and need not be sent (RFC 6716 §2.1.9). */
        private static final int SAYS_NOTHING = 2;

        private final OpusEncoder encoder;
        private final boolean pauses;
        private final Counter faults = new Counter();
        private int expectedLoss = -1;

        /** @throws IllegalArgumentException for a rate that Opus does not have */
        public Encoder(Settings settings) {
            try {
                encoder = new OpusEncoder(settings.sampleRateHertz(), 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException e) {
                throw new IllegalArgumentException("no such rate in Opus", e);
            }
            pauses = settings.pauses();
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            encoder.setForceMode(OpusMode.MODE_SILK_ONLY);
            encoder.setMaxBandwidth(bandwidth(settings.bandwidthHertz()));
            encoder.setBitrate(settings.bitRate());
            encoder.setComplexity(COMPLEXITY);
            encoder.setUseInbandFEC(settings.forwardErrorCorrection());
            encoder.setUseDTX(settings.pauses());
            encoder.setUseVBR(!settings.constantBitRate());
            expectLoss(FIRST_EXPECTED_LOSS);
        }

        @Override
        public int encode(short[] pcm, int offset, int samples, byte[] into, int at) {
            try {
                int length =
                        encoder.encode(pcm, offset, samples, into, at, Math.min(MOST_PAYLOAD_BYTES, into.length - at));
                return pauses && length <= SAYS_NOTHING ? 0 : Math.max(0, length);
            } catch (OpusException | RuntimeException | AssertionError fault) {
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
                encoder.setPacketLossPercent(bounded);
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
        private final OpusDecoder decoder;
        private final Counter faults = new Counter();
        private boolean begun;

        /** @throws IllegalArgumentException for a rate that Opus does not have */
        public Decoder(int sampleRateHertz) {
            this.sampleRateHertz = sampleRateHertz;
            try {
                decoder = new OpusDecoder(sampleRateHertz, 1);
            } catch (OpusException e) {
                throw new IllegalArgumentException("no such rate in Opus", e);
            }
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
                int made = decoder.decode(payload, offset, length, into, at, samples, former);
                begun = true;
                return Math.max(0, made);
            } catch (OpusException | RuntimeException | AssertionError malformed) {
                // The library checks little of what it reads; anybody may send anything.
                faults.increment();
                decoder.resetState();
                return 0;
            }
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
                return decoder.decode(null, 0, 0, into, at, whole, false) == whole ? whole : 0;
            } catch (OpusException | RuntimeException | AssertionError fault) {
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
