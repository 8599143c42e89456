package org.offhook.core.media;

/**
 * What a peer wishes of the Opus it is sent ({@code a=fmtp}, RFC 7587 §6.1).
 *
 * @param playbackRateHertz highest rate it can play: more bandwidth than half of it is wasted
 * @param bitRate most bits a second on average; 0 when it names none
 * @param forwardErrorCorrection whether it makes use of in-band FEC
 * @param pauses whether it would rather get nothing than silence (DTX)
 * @param constantBitRate whether the rate must not vary with what is said
 */
public record OpusWishes(
        int playbackRateHertz, int bitRate, boolean forwardErrorCorrection, boolean pauses, boolean constantBitRate) {
    /** What holds when the peer says nothing (RFC 7587 §6.1). */
    public static final OpusWishes NONE = new OpusWishes(48_000, 0, false, false, false);
}
