package org.offhook.desktop.rehearsal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Gives back once what starting and rehearsing left on the heap: some 20 MB that would otherwise stay resident until the old
 * generation fills up, which in an idle phone takes hours. It stops all threads for some 50 ms, so never beside a call.
 */
public final class Sweeping {
    /** By then the last warm-up has ended: signalling's begins three seconds after the first registration. */
    static final Duration AFTER_START = Duration.ofSeconds(6);

    static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    private static final Executor OWN_THREAD =
            work -> Thread.ofPlatform().daemon().name("offhook-sweeping").start(work);

    private final BooleanSupplier calm;
    private final Runnable collect;

    Sweeping(BooleanSupplier calm, Runnable collect) {
        this.calm = calm;
        this.collect = collect;
    }

    /** @param calm whether nobody calls; asked on a thread of its own */
    public static void begin(BooleanSupplier calm) {
        Sweeping sweeping = new Sweeping(calm, System::gc);
        sweepAfter(AFTER_START, sweeping);
    }

    private static void sweepAfter(Duration delay, Sweeping sweeping) {
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, OWN_THREAD);
        later.execute(() -> {
            if (!sweeping.swept()) {
                sweepAfter(LOOK_AGAIN, sweeping);
            }
        });
    }

    /** Sweeps if it may. */
    boolean swept() {
        boolean may = calm.getAsBoolean();
        if (may) {
            collect.run();
        }
        return may;
    }
}
