package org.offhook.rtp.codec;

/** Turns a payload into linear 16-bit samples. May keep state: one decoder per stream. Never throws on any payload. */
public interface SpeechDecoder {

    /**
     * Decodes one payload.
     *
     * @param into receives the samples; what does not fit is left out
     * @return how many samples were written; 0 when the payload makes no sense
     */
    int decode(byte[] payload, int offset, int length, short[] into, int at);

    /** How many samples a payload of these bytes would give, without decoding it. */
    int samplesIn(byte[] payload, int offset, int length);

    /** Whether a payload carries a copy of the frame before it (in-band forward error correction). */
    default boolean carriesFormer(byte[] payload, int offset, int length) {
        return false;
    }

    /**
     * Decodes the copy of the frame before this payload, to be followed by the payload itself. Where more is missing than the copy
     * has, the codec makes up what comes before it.
     *
     * @param samples how many are missing right before the payload
     * @return {@code samples}, or 0 when this cannot be done
     */
    default int decodeFormer(byte[] payload, int offset, int length, short[] into, int at, int samples) {
        return 0;
    }

    /** Whether {@link #conceal} does anything. */
    default boolean conceals() {
        return false;
    }

    /**
     * Makes up samples for a frame that is missing, by the codec's own means.
     *
     * @return how many were written, which may exceed {@code samples} by less than 10 ms; 0 when the codec has no such means
     */
    default int conceal(short[] into, int at, int samples) {
        return 0;
    }

    /** How many samples after a gap are worth less than made-up ones, since what the decoder remembers is of before the gap; even, less than 10 ms. */
    default int settlingSamples() {
        return 0;
    }
}
