package org.offhook.ui.fx;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs something on the JavaFX thread after a time. A JavaFX timeline would wake the renderer 60 times a second to do the same. */
@FunctionalInterface
public interface Alarm {
    /** @return cancels it; harmless when it has run */
    Runnable after(Duration time, Runnable action);

    /**
     * Asks {@code wanted} once a period, on a thread of the alarm's choice, and runs {@code action} the first time it says yes.
     *
     * @param wanted cheap, and safe on any thread
     */
    default void whenWanted(Duration period, BooleanSupplier wanted, Runnable action) {
        after(period, () -> {
            if (wanted.getAsBoolean()) {
                action.run();
            } else {
                whenWanted(period, wanted, action);
            }
        });
    }

    /** An alarm with one daemon thread of its own, which only hands over. */
    static SystemAlarm onThreadOfItsOwn(Executor uiThread) {
        return new SystemAlarm(uiThread);
    }

    /** See {@link #onThreadOfItsOwn}. */
    final class SystemAlarm implements Alarm, AutoCloseable {
        private final Executor uiThread;
        private final ScheduledExecutorService timer;

        private SystemAlarm(Executor uiThread) {
            this.uiThread = uiThread;
            this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "offhook-window-clock");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public Runnable after(Duration time, Runnable action) {
            ScheduledFuture<?> future =
                    timer.schedule(() -> uiThread.execute(action), Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        }

        /** The question is put on the alarm's own thread: a window in which nothing moves is not woken to find that out. */
        @Override
        public void whenWanted(Duration period, BooleanSupplier wanted, Runnable action) {
            timer.schedule(
                    () -> {
                        if (wanted.getAsBoolean()) {
                            uiThread.execute(action);
                        } else {
                            whenWanted(period, wanted, action);
                        }
                    },
                    period.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
