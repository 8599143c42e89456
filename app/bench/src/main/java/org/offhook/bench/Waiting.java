package org.offhook.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something in another process, which cannot notify us. Only harness waits; no figure is taken from these waits. */
final class Waiting {
    private Waiting() {}

    static void until(String what, Duration atMost, Duration every, BooleanSupplier condition) {
        forValue(what, atMost, every, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** @throws MeasurementFailed if there is still no value after {@code atMost} */
    static <T> T forValue(String what, Duration atMost, Duration every, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new MeasurementFailed("not within " + atMost.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** Lets time pass with the other processes running undisturbed. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
