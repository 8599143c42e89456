package org.offhook.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count that one thread writes and any thread reads, without a lock: an audio thread counts, the phone loop samples.
 * Opaque access is enough, since a reader wants a recent value and orders nothing by it.
 */
public final class Counter {

    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // reached through VALUE
    private long value;

    /** Adds one. Only the owning thread may call this. */
    public void increment() {
        add(1);
    }

    /** Adds an amount. Only the owning thread may call this. */
    public void add(long amount) {
        VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + amount);
    }

    /** Replaces the value, for gauges. Only the owning thread may call this. */
    public void set(long newValue) {
        VALUE.setOpaque(this, newValue);
    }

    /** The value, exact for the owning thread, recent for any other. */
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
