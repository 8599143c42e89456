package org.offhook.desktop.rehearsal;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Gives back once what starting and rehearsing left on the heap: some 20 MB that would otherwise stay resident until the old
 * generation fills up, which in an idle phone takes hours. It stops all threads for some 50 ms, so never beside a call.
 */
public final class Sweeping {
    /** By then the last warm-up has ended: signalling's begins three seconds after the first registration. */
    static final Duration AFTER_START = Duration.ofSeconds(6);

    static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    private final BooleanSupplier calm;
    private final Runnable collect;

    Sweeping(BooleanSupplier calm, Runnable collect) {
        this.calm = calm;
        this.collect = collect;
    }

    /** @param calm whether nobody calls; asked on a thread of its own */
    public static void begin(BooleanSupplier calm) {
        Sweeping sweeping = new Sweeping(calm, System::gc);
        Thread.ofPlatform().daemon().name("offhook-sweeping").start(() -> {
            try {
                Thread.sleep(AFTER_START);
                while (!sweeping.swept()) {
                    Thread.sleep(LOOK_AGAIN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
