package org.offhook.rtp.codec;

/** Turns linear 16-bit samples into a payload. May keep state from frame to frame: one encoder per stream. */
public interface SpeechEncoder {

    /**
     * Encodes one frame.
     *
     * @param samples how many samples to take; a length the codec can frame
     * @param into receives the payload; large enough for it
     * @return the payload's length in bytes; 0 when nothing need be sent for this frame
     */
    int encode(short[] pcm, int offset, int samples, byte[] into, int at);

    /**
     * Prepares for packets that get lost, where the codec can.
     *
     * @param percent of our packets that the far end misses, 0 to 100
     */
    default void expectLoss(int percent) {}
}
