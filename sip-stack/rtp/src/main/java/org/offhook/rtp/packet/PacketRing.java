package org.offhook.rtp.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.offhook.rtp.Counter;

/**
 * Hands datagrams from the one thread that receives to the one thread that plays, without a lock, and without allocating after the
 * first packet (or one that is longer than speech). When the reader stalls, new packets are dropped and counted: old ones are nearer
 * to being heard.
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

    /** Most speech fits into this; a place grows to what it once had to hold. */
    private static final int USUAL_BYTES = 256;

    private static final byte[] EMPTY = new byte[0];

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
        packets = new byte[capacity][];
        Arrays.fill(packets, EMPTY);
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
        System.arraycopy(bytes, offset, place(at & mask, length), 0, length);
        lengths[at & mask] = length;
        arrivals[at & mask] = arrivalNanos;
        WRITTEN.setRelease(this, at + 1);
        return true;
    }

    /** What is put into {@code packets} here the reader sees with the release of {@code WRITTEN}. */
    private byte[] place(int index, int length) {
        if (packets[index].length == 0) { // a call that nobody answers comes to its end without this
            Arrays.setAll(packets, _ -> new byte[USUAL_BYTES]);
        }
        if (packets[index].length < length) {
            packets[index] = new byte[MAX_PACKET_BYTES];
        }
        return packets[index];
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
