package org.offhook.rtp.packet;

import java.util.Objects;

/**
 * A view of one received RTP packet (RFC 3550 §5.1) in a caller's buffer.
 *
 * <p>One instance is reused for every packet of a stream, so that receiving allocates nothing. After
 * {@link #parse} answered {@link Verdict#OK} the accessors describe that packet until the next {@code parse} or until
 * the buffer changes; after any other verdict they describe nothing. Not safe for use by more than one thread.
 */
public final class RtpPacket {

    /** The fixed header without contributing sources, in bytes. */
    public static final int HEADER_BYTES = 12;

    private static final int VERSION = 2;

    private byte[] buffer = new byte[0];
    private boolean marker;
    private int payloadType;
    private int sequenceNumber;
    private int timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadLength;

    /** Why a datagram is, or is not, an RTP packet. What a peer sends is judged, never thrown at. */
    public enum Verdict {
        /** A well-formed packet. */
        OK,
        /** Fewer bytes than the fixed header. */
        TOO_SHORT,
        /** The version is not 2 (STUN, ZRTP, garbage). */
        WRONG_VERSION,
        /** Payload types 72–76 collide with RTCP packet types (RFC 5761 §4): RTCP sent to the RTP port. */
        RTCP,
        /** The list of contributing sources runs past the end. */
        TRUNCATED_CONTRIBUTORS,
        /** The header extension runs past the end. */
        TRUNCATED_EXTENSION,
        /** The padding count is zero or larger than what follows the header. */
        BAD_PADDING
    }

    /** Whether a datagram that begins so can be RTP at all, encrypted or not. */
    public static boolean mayBegin(byte first) {
        return (first & 0xff) >> 6 == VERSION;
    }

    /**
     * Reads a datagram.
     *
     * @param bytes holds the datagram; kept by reference
     * @param offset where the datagram starts
     * @param length its length in bytes
     * @return {@link Verdict#OK}, or the reason for refusing it
     */
    public Verdict parse(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length < HEADER_BYTES) {
            return Verdict.TOO_SHORT;
        }
        int first = bytes[offset] & 0xff;
        if (first >> 6 != VERSION) {
            return Verdict.WRONG_VERSION;
        }
        int second = bytes[offset + 1] & 0xff;
        int type = second & 0x7f;
        if (type >= 72 && type <= 76) {
            return Verdict.RTCP;
        }
        int end = offset + length;
        int payload = offset + HEADER_BYTES + 4 * (first & 0x0f);
        if (payload > end) {
            return Verdict.TRUNCATED_CONTRIBUTORS;
        }
        if ((first & 0x10) != 0) {
            // RFC 3550 §5.3.1: 16 bits for the profile, 16 bits counting the 32-bit words that follow.
            if (payload + 4 > end) {
                return Verdict.TRUNCATED_EXTENSION;
            }
            payload += 4 + 4 * Bytes.unsigned16(bytes, payload + 2);
            if (payload > end) {
                return Verdict.TRUNCATED_EXTENSION;
            }
        }
        if ((first & 0x20) != 0) {
            int padding = payload < end ? bytes[end - 1] & 0xff : 0;
            if (padding == 0 || padding > end - payload) {
                return Verdict.BAD_PADDING;
            }
            end -= padding;
        }
        buffer = bytes;
        marker = (second & 0x80) != 0;
        payloadType = type;
        sequenceNumber = Bytes.unsigned16(bytes, offset + 2);
        timestamp = Bytes.signed32(bytes, offset + 4);
        ssrc = Bytes.signed32(bytes, offset + 8);
        payloadOffset = payload;
        payloadLength = end - payload;
        return Verdict.OK;
    }

    /**
     * Writes the twelve bytes of a fixed header: no padding, no extension, no contributing sources.
     *
     * @param into the packet's buffer, at least {@code offset + HEADER_BYTES} long
     * @param offset where the packet starts
     * @param marker RFC 3551 §4.1: the first packet after silence
     * @param payloadType 0–127
     * @param sequenceNumber its low 16 bits are sent
     * @param timestamp in units of the payload's clock
     * @param ssrc the synchronization source
     */
    public static void writeHeader(
            byte[] into, int offset, boolean marker, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        into[offset] = (byte) (VERSION << 6);
        into[offset + 1] = (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7f));
        Bytes.put16(into, offset + 2, sequenceNumber);
        Bytes.put32(into, offset + 4, timestamp);
        Bytes.put32(into, offset + 8, ssrc);
    }

    /** The buffer given to {@link #parse}. */
    public byte[] buffer() {
        return buffer;
    }

    /** The marker bit. */
    public boolean marker() {
        return marker;
    }

    /** The payload type, 0–127. */
    public int payloadType() {
        return payloadType;
    }

    /** The sequence number, 0–65535. */
    public int sequenceNumber() {
        return sequenceNumber;
    }

    /** The timestamp as 32 bits; compare with {@link RtpTimestamps}. */
    public int timestamp() {
        return timestamp;
    }

    /** The synchronization source as 32 bits. */
    public int ssrc() {
        return ssrc;
    }

    /** Where the payload starts in {@link #buffer()}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** The payload's length in bytes, without padding; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }
}
