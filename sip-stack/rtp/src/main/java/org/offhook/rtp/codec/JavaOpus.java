package org.offhook.rtp.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMode;
import io.github.jaredmdobson.concentus.OpusSignal;

/** Concentus, a translation of the reference code to Java: there on every machine. It allocates in each frame ({@code docs/adr/0018}). */
final class JavaOpus implements OpusLibrary {

    /** Half of the effort: above it quality hardly grows, below it time hardly falls. */
    private static final int COMPLEXITY = 5;

    @Override
    public String name() {
        return "Concentus";
    }

    @Override
    public Encoding encoding(OpusSpeech.Settings settings) {
        try {
            return new Java(new OpusEncoder(settings.sampleRateHertz(), 1, OpusApplication.OPUS_APPLICATION_VOIP))
                    .set(settings);
        } catch (OpusException e) {
            throw new IllegalArgumentException("no such rate in Opus", e);
        }
    }

    @Override
    public Decoding decoding(int sampleRateHertz) {
        try {
            OpusDecoder decoder = new OpusDecoder(sampleRateHertz, 1);
            return new Decoding() {
                @Override
                public int decode(
                        byte[] payload, int offset, int length, short[] into, int at, int samples, boolean former)
                        throws OpusException {
                    return decoder.decode(payload, offset, length, into, at, samples, former);
                }

                @Override
                public int conceal(short[] into, int at, int samples) throws OpusException {
                    return decoder.decode(null, 0, 0, into, at, samples, false);
                }

                @Override
                public void reset() {
                    decoder.resetState();
                }
            };
        } catch (OpusException e) {
            throw new IllegalArgumentException("no such rate in Opus", e);
        }
    }

    private static OpusBandwidth bandwidth(int hertz) {
        if (hertz <= OpusSpeech.NARROW_BAND_HERTZ) {
            return OpusBandwidth.OPUS_BANDWIDTH_NARROWBAND;
        }
        if (hertz <= OpusSpeech.MEDIUM_BAND_HERTZ) {
            return OpusBandwidth.OPUS_BANDWIDTH_MEDIUMBAND;
        }
        if (hertz <= OpusSpeech.WIDE_BAND_HERTZ) {
            return OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND;
        }
        return hertz <= OpusSpeech.SUPER_WIDE_BAND_HERTZ
                ? OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND
                : OpusBandwidth.OPUS_BANDWIDTH_FULLBAND;
    }

    private record Java(OpusEncoder encoder) implements Encoding {
        Java set(OpusSpeech.Settings settings) {
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            encoder.setForceMode(
                    settings.bandwidthHertz() <= OpusSpeech.WIDE_BAND_HERTZ
                            ? OpusMode.MODE_SILK_ONLY
                            : OpusMode.MODE_HYBRID);
            encoder.setMaxBandwidth(bandwidth(settings.bandwidthHertz()));
            encoder.setComplexity(COMPLEXITY);
            encoder.setUseInbandFEC(settings.forwardErrorCorrection());
            encoder.setUseDTX(settings.pauses());
            encoder.setUseVBR(!settings.constantBitRate());
            return this;
        }

        @Override
        public int encode(short[] pcm, int offset, int samples, byte[] into, int at, int most) throws OpusException {
            return encoder.encode(pcm, offset, samples, into, at, most);
        }

        @Override
        public void expectLoss(int percent, int bitRate) {
            encoder.setPacketLossPercent(percent);
            encoder.setBitrate(bitRate);
        }
    }
}
