package org.offhook.core.media;

/**
 * Audio codecs of the phone: encoding name, RTP clock and payload type. What has a static type of RFC 3551 §6 keeps it in our
 * offers; the others get a dynamic one.
 */
public enum Codec {
    /** RFC 7587: the clock is 48 kHz whatever is encoded, and the name always says two channels. */
    OPUS(111, "opus", 48_000, 2, 16_000),
    /** 16 kHz sound; its clock says 8000 for historical reasons (RFC 3551 §4.5.2). */
    G722(9, "G722", 8_000, 1, 16_000),
    PCMU(0, "PCMU", 8_000, 1, 8_000),
    PCMA(8, "PCMA", 8_000, 1, 8_000);

    /** Types from here on mean what the description says (RFC 3551 §3). */
    private static final int FIRST_DYNAMIC = 96;

    private final int payloadType;
    private final String encodingName;
    private final int clockRate;
    private final int channels;
    private final int sampleRate;

    Codec(int payloadType, String encodingName, int clockRate, int channels, int sampleRate) {
        this.payloadType = payloadType;
        this.encodingName = encodingName;
        this.clockRate = clockRate;
        this.channels = channels;
        this.sampleRate = sampleRate;
    }

    /** The payload type in our offers: static where RFC 3551 has one. */
    public int payloadType() {
        return payloadType;
    }

    /** Whether the payload type means this codec without an {@code a=rtpmap}. */
    public boolean hasStaticType() {
        return payloadType < FIRST_DYNAMIC;
    }

    /** Name in {@code a=rtpmap} (RFC 8866 §6.6). */
    public String encodingName() {
        return encodingName;
    }

    /** RTP clock rate in Hz: the unit of timestamps. */
    public int clockRate() {
        return clockRate;
    }

    /** Channels as {@code a=rtpmap} counts them; speech is mono whatever it says. */
    public int channels() {
        return channels;
    }

    /** Samples a second that the phone encodes and decodes; of Opus the usual one, since {@link OpusTerms} have the call's. */
    public int sampleRate() {
        return sampleRate;
    }

    /** The value of {@code a=rtpmap} after the payload type, such as {@code opus/48000/2}. */
    public String rtpmap() {
        return channels == 1 ? encodingName + '/' + clockRate : encodingName + '/' + clockRate + '/' + channels;
    }
}
