package org.offhook.media;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for real sockets and clocks, with a deadline instead of a guess. */
public final class Eventually {

    private Eventually() {}

    public static void holds(String what, Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + within + ": " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    public static void holds(String what, BooleanSupplier condition) {
        holds(what, Duration.ofSeconds(10), condition);
    }
}
