package org.offhook.core.media;

/** Audio codecs of the phone with their static RTP payload types (RFC 3551 §6) and encoding names. */
public enum Codec {
    PCMU(0, "PCMU", 8_000),
    PCMA(8, "PCMA", 8_000);

    private final int payloadType;
    private final String encodingName;
    private final int clockRate;

    Codec(int payloadType, String encodingName, int clockRate) {
        this.payloadType = payloadType;
        this.encodingName = encodingName;
        this.clockRate = clockRate;
    }

    /** Static payload type of RFC 3551. */
    public int payloadType() {
        return payloadType;
    }

    /** Name in {@code a=rtpmap} (RFC 8866 §6.6). */
    public String encodingName() {
        return encodingName;
    }

    /** RTP clock rate in Hz. */
    public int clockRate() {
        return clockRate;
    }
}
