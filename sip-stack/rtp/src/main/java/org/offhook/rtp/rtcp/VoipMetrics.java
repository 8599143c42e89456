package org.offhook.rtp.rtcp;

/**
 * The figures of a VoIP metrics block (RFC 3611 §4.7). Filled and read by the receiving thread, so that reporting allocates nothing;
 * what is not known is left at its value for that.
 */
public final class VoipMetrics {

    /** RFC 3611 §4.7.3 to §4.7.5: the value of what is not known. */
    public static final int NOT_KNOWN = 127;

    /** The stream that is reported on. */
    public int ssrc;

    /** Share lost in the network, and thrown away here, since the start; 0 to 1. */
    public double lossShare;

    public double discardShare;

    /** Within bursts and gaps, 0 to 1. */
    public double burstDensity;

    public double gapDensity;
    public int burstMillis;
    public int gapMillis;

    /** 0 while not known. */
    public int roundTripMillis;

    public int endSystemMillis;

    /** 0 to 100, or {@link #NOT_KNOWN}. */
    public int rating = NOT_KNOWN;

    /** Ten times the score, 10 to 50, or {@link #NOT_KNOWN}; listening only, and in conversation. */
    public int listeningTenths = NOT_KNOWN;

    public int conversationTenths = NOT_KNOWN;

    public int bufferMillis;
    public int mostBufferMillis;
}
