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
}
