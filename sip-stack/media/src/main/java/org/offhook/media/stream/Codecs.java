package org.offhook.media.stream;

import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusTerms;
import org.offhook.core.media.OpusWishes;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.codec.G722;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.rtp.codec.SpeechDecoder;
import org.offhook.rtp.codec.SpeechEncoder;

/** Makes what encodes and decodes a negotiated codec. Takes some tens of microseconds: never on an audio thread. */
final class Codecs {

    private static final int LONGEST_OPUS_MILLIS = 60;

    private Codecs() {}

    static SpeechEncoder encoder(RtpStream stream) {
        return switch (stream.codec()) {
            case PCMU -> G711.MU_LAW;
            case PCMA -> G711.A_LAW;
            case G722 -> new G722.Encoder();
            case OPUS -> new OpusSpeech.Encoder(settings(stream.opus()));
        };
    }

    private static OpusSpeech.Settings settings(OpusTerms terms) {
        OpusWishes wishes = terms.wishes();
        int rate = terms.band().sampleRateHertz();
        int bandwidth = Math.min(rate, wishes.playbackRateHertz()) / 2;
        int most = wishes.bitRate() == 0 ? Integer.MAX_VALUE : wishes.bitRate();
        return new OpusSpeech.Settings(
                rate,
                bandwidth,
                Math.min(most, OpusSpeech.Settings.usualBitRate(bandwidth)),
                Math.min(most, OpusSpeech.Settings.protectedBitRate(bandwidth)),
                wishes.forwardErrorCorrection(),
                wishes.pauses(),
                wishes.constantBitRate());
    }

    static SpeechDecoder decoder(Codec codec, int rateHertz) {
        return switch (codec) {
            case PCMU -> G711.MU_LAW;
            case PCMA -> G711.A_LAW;
            case G722 -> new G722.Decoder();
            case OPUS -> new OpusSpeech.Decoder(rateHertz);
        };
    }

    /** The packet length nearest to the wanted one that the codec can make; Opus has no frames of 30 or 50 ms. */
    static int packetMillis(Codec codec, int wanted) {
        if (codec != Codec.OPUS) {
            return wanted;
        }
        return wanted <= 20 ? wanted : wanted >= LONGEST_OPUS_MILLIS ? LONGEST_OPUS_MILLIS : wanted / 20 * 20;
    }
}
