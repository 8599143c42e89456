package org.offhook.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns everything the exchange knows. Takes work from any thread and returns at once. */
final class ExchangeLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeLoop.class);

    /** More waiting work than this is a flood; a phone repeats what got lost. */
    private static final int MOST_WAITING = 2_000;

    private final ScheduledThreadPoolExecutor executor;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    ExchangeLoop() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "practice-exchange");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Instant now() {
        return Instant.now();
    }

    /** Hands on; dropped and counted when too much waits or the exchange is closed. */
    void run(Runnable work) {
        if (executor.getQueue().size() > MOST_WAITING) {
            dropped.increment();
            return;
        }
        try {
            executor.execute(() -> guarded(work));
        } catch (RejectedExecutionException closed) {
            dropped.increment();
        }
    }

    /** Runs {@code work} on the loop after {@code delay}; the future cancels it. */
    Future<?> after(Duration delay, Runnable work) {
        try {
            return executor.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            dropped.increment();
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) { // one call's fault must not end the others
            failed.increment();
            LOG.warn("practice exchange: {}", fault.toString());
            LOG.debug("practice exchange", fault);
        }
    }

    /** Work that was never done. */
    long dropped() {
        return dropped.sum();
    }

    /** Work that failed: always a fault of ours. */
    long failed() {
        return failed.sum();
    }

    /** Runs {@code last} after what already waits, then stops; returns within a second. */
    void close(Runnable last) {
        run(last);
        close();
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
