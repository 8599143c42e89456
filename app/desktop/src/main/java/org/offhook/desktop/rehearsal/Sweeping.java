package org.offhook.desktop.rehearsal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Gives back what starting and rehearsing left on the heap, some 20 MB, and later what many calls left, some 15 MB after 200 of them: it would otherwise stay
 * resident until the old generation is full, and be collected then, which may be beside a call. So it is with what the natives have freed. Collecting stops all threads for some
 * 50 ms, so it is done only while nobody calls, and after the first time only when nothing at all has happened for a while.
 */
public final class Sweeping {
    /** By then the last warm-up has ended: signalling's begins three seconds after the first registration. */
    static final Duration AFTER_START = Duration.ofSeconds(6);

    static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    /** So long nothing may have happened before a later sweep: an agent's next click is not near. */
    static final Duration REST = Duration.ofSeconds(3);

    /** So much more than after the last sweep is worth another one: twice what the young generation holds. */
    static final long WORTH_IT = 16L << 20;

    private static final Executor OWN_THREAD =
            work -> Thread.ofPlatform().daemon().name("offhook-sweeping").start(work);

    private final Phone phone;
    private final LongSupplier used;
    private final Runnable collect;

    private long kept = -1;
    private long pulseSeen = -1;

    /**
     * What is asked of the phone, on threads of its own.
     *
     * @param calm whether nobody calls
     * @param pulse changes with everything that happens
     */
    public record Phone(BooleanSupplier calm, LongSupplier pulse) {}

    /** @param used bytes on the heap, what nobody needs any more included */
    Sweeping(Phone phone, LongSupplier used, Runnable collect) {
        this.phone = phone;
        this.used = used;
        this.collect = collect;
    }

    /** @param once for a server, which has no rest and room enough */
    public static void begin(Phone phone, boolean once) {
        Sweeping sweeping = new Sweeping(phone, Sweeping::usedBytes, () -> {
            System.gc();
            NativeHeap.giveBack();
        });
        lookAfter(AFTER_START, sweeping, once);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void lookAfter(Duration delay, Sweeping sweeping, boolean once) {
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, OWN_THREAD);
        later.execute(() -> {
            Duration next = sweeping.look();
            if (!once || !sweeping.hasSwept()) {
                lookAfter(next, sweeping, once);
            }
        });
    }

    boolean hasSwept() {
        return kept >= 0;
    }

    /**
     * Sweeps if it may and is worth it.
     *
     * @return when to look again
     */
    Duration look() {
        if (!hasSwept()) {
            if (phone.calm().getAsBoolean()) {
                sweep();
            }
            return LOOK_AGAIN;
        }
        if (used.getAsLong() - kept < WORTH_IT) {
            pulseSeen = -1;
            return LOOK_AGAIN;
        }
        long pulse = phone.pulse().getAsLong();
        if (pulse != pulseSeen) {
            pulseSeen = pulse;
            return REST;
        }
        pulseSeen = -1;
        if (phone.calm().getAsBoolean()) {
            sweep();
        }
        return LOOK_AGAIN;
    }

    private void sweep() {
        collect.run();
        kept = used.getAsLong();
    }
}
