package org.offhook.rtp.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.offhook.rtp.Counter;

/**
 * Hands datagrams from the one thread that receives to the one thread that plays, without lock or allocation. When the
 * reader stalls, new packets are dropped and counted: old ones are nearer to being heard.
 */
public final class PacketRing {

    /** The largest datagram kept: an Ethernet frame's worth. Longer ones are no RTP audio. */
    public static final int MAX_PACKET_BYTES = 1500;

    private static final VarHandle WRITTEN;
    private static final VarHandle READ;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITTEN = lookup.findVarHandle(PacketRing.class, "written", int.class);
            READ = lookup.findVarHandle(PacketRing.class, "read", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[][] packets;
    private final int[] lengths;
    private final long[] arrivals;
    private final int mask;
    private final Counter overflows = new Counter();

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // reached through WRITTEN
    private int written;

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // reached through READ
    private int read;

    /** A ring of {@code 2^capacityLog2} packets. */
    public PacketRing(int capacityLog2) {
        int capacity = 1 << capacityLog2;
        packets = new byte[capacity][MAX_PACKET_BYTES];
        lengths = new int[capacity];
        arrivals = new long[capacity];
        mask = capacity - 1;
    }

    /**
     * Copies a datagram in. Receiving thread only.
     *
     * @return false when it was dropped: too long, or no room
     */
    public boolean offer(byte[] bytes, int offset, int length, long arrivalNanos) {
        int at = (int) WRITTEN.getOpaque(this);
        if (length > MAX_PACKET_BYTES || at - (int) READ.getAcquire(this) > mask) {
            overflows.increment();
            return false;
        }
        System.arraycopy(bytes, offset, packets[at & mask], 0, length);
        lengths[at & mask] = length;
        arrivals[at & mask] = arrivalNanos;
        WRITTEN.setRelease(this, at + 1);
        return true;
    }

    /** Whether nothing waits. Reading thread only. */
    public boolean isEmpty() {
        return (int) WRITTEN.getAcquire(this) == (int) READ.getOpaque(this);
    }

    /** The oldest packet's bytes, from index 0; valid until {@link #remove}. Reading thread only, not when empty. */
    public byte[] bytes() {
        return packets[(int) READ.getOpaque(this) & mask];
    }

    /** The oldest packet's length. Reading thread only, not when empty. */
    public int length() {
        return lengths[(int) READ.getOpaque(this) & mask];
    }

    /** When the oldest packet arrived, in monotonic nanoseconds. Reading thread only, not when empty. */
    public long arrivalNanos() {
        return arrivals[(int) READ.getOpaque(this) & mask];
    }

    /** Gives the oldest packet's place back. Reading thread only, not when empty. */
    public void remove() {
        READ.setRelease(this, (int) READ.getOpaque(this) + 1);
    }

    /** Datagrams dropped for want of room or for their size. */
    public long overflows() {
        return overflows.get();
    }
}
