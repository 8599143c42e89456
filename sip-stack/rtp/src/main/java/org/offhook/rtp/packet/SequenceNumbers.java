package org.offhook.rtp.packet;

/** Arithmetic on 16-bit RTP sequence numbers, which wrap every 22 minutes at 20 ms a packet (RFC 3550 §5.1). */
public final class SequenceNumbers {

    private SequenceNumbers() {}

    /**
     * How far one sequence number lies after another, by the shorter way round.
     *
     * @return −32768…32767; positive when {@code later} was sent after {@code earlier}
     */
    public static int distance(int later, int earlier) {
        return (short) (later - earlier);
    }

    /** The sequence number after this one. */
    public static int next(int sequenceNumber) {
        return (sequenceNumber + 1) & 0xffff;
    }
}
