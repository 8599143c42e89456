package org.offhook.rtp.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** A caller's array as the library wants to see it: changed in place, never replaced by another. One thread. */
final class PacketBytes implements ByteArrayBuffer {

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    PacketBytes of(byte[] packet, int packetLength) {
        bytes = packet;
        offset = 0;
        length = packetLength;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int newLength) {
        length = newLength;
    }

    @Override
    public void setOffset(int newOffset) {
        offset = newOffset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] into) {
        System.arraycopy(bytes, offset + from, into, 0, count);
    }

    /** Asks for room behind the packet; the caller's array has it, or the packet is refused. */
    @Override
    public void grow(int more) {
        if (offset + length + more > bytes.length) {
            throw new IndexOutOfBoundsException("no room for the authentication tag");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length = Math.max(0, length - count);
    }
}
