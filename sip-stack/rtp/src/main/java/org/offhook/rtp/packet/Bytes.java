package org.offhook.rtp.packet;

/** Network byte order over byte arrays, without the object a {@code ByteBuffer} would cost per packet. */
public final class Bytes {

    private Bytes() {}

    /** Reads an unsigned 16-bit value. */
    public static int unsigned16(byte[] from, int offset) {
        return (from[offset] & 0xff) << 8 | (from[offset + 1] & 0xff);
    }

    /** Reads a signed 24-bit value (RFC 3550 §6.4.1: cumulative number of packets lost). */
    public static int signed24(byte[] from, int offset) {
        return from[offset] << 16 | unsigned16(from, offset + 1);
    }

    /** Reads 32 bits. */
    public static int signed32(byte[] from, int offset) {
        return unsigned16(from, offset) << 16 | unsigned16(from, offset + 2);
    }

    /** Reads 32 bits as a non-negative number. */
    public static long unsigned32(byte[] from, int offset) {
        return Integer.toUnsignedLong(signed32(from, offset));
    }

    /** Writes the low 16 bits of a value. */
    public static void put16(byte[] into, int offset, int value) {
        into[offset] = (byte) (value >> 8);
        into[offset + 1] = (byte) value;
    }

    /** Writes the low 24 bits of a value. */
    public static void put24(byte[] into, int offset, int value) {
        into[offset] = (byte) (value >> 16);
        put16(into, offset + 1, value);
    }

    /** Writes 32 bits. */
    public static void put32(byte[] into, int offset, int value) {
        put16(into, offset, value >> 16);
        put16(into, offset + 2, value);
    }
}
