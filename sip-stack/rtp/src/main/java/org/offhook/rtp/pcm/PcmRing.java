package org.offhook.rtp.pcm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.offhook.rtp.Counter;

/**
 * Hands samples from one thread to one other without lock or allocation. The writer never waits: what does not fit is
 * dropped and counted.
 */
public final class PcmRing {

    private static final VarHandle WRITTEN;
    private static final VarHandle READ;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITTEN = lookup.findVarHandle(PcmRing.class, "written", long.class);
            READ = lookup.findVarHandle(PcmRing.class, "read", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final short[] samples;
    private final Counter dropped = new Counter();

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // reached through WRITTEN
    private long written;

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // reached through READ
    private long read;

    /** A ring with room for this many samples. */
    public PcmRing(int capacity) {
        samples = new short[capacity];
    }

    /** Samples that wait to be read. Either thread; exact for the reader as a lower bound. */
    public int available() {
        return (int) ((long) WRITTEN.getAcquire(this) - (long) READ.getAcquire(this));
    }

    /** Copies samples in. Writing thread only. */
    public void write(short[] from, int offset, int count) {
        long at = (long) WRITTEN.getOpaque(this);
        int room = samples.length - (int) (at - (long) READ.getAcquire(this));
        int fits = Math.min(room, count);
        if (fits < count) {
            dropped.add(count - fits);
        }
        int start = (int) (at % samples.length);
        int first = Math.min(fits, samples.length - start);
        System.arraycopy(from, offset, samples, start, first);
        System.arraycopy(from, offset + first, samples, 0, fits - first);
        WRITTEN.setRelease(this, at + fits);
    }

    /**
     * Takes samples out. Reading thread only.
     *
     * @return how many there were, at most {@code count}
     */
    public int read(short[] into, int offset, int count) {
        int taken = Math.min(available(), count);
        long at = (long) READ.getOpaque(this);
        int start = (int) (at % samples.length);
        int first = Math.min(taken, samples.length - start);
        System.arraycopy(samples, start, into, offset, first);
        System.arraycopy(samples, 0, into, offset + first, taken - first);
        READ.setRelease(this, at + taken);
        return taken;
    }

    /** Throws the oldest samples away until at most this many wait. Reading thread only. */
    public void keepLatest(int count) {
        int excess = available() - count;
        if (excess > 0) {
            READ.setRelease(this, (long) READ.getOpaque(this) + excess);
        }
    }

    /** Samples that did not fit. */
    public long dropped() {
        return dropped.get();
    }
}
