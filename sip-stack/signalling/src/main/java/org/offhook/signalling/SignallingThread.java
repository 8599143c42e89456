package org.offhook.signalling;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the user agent's state. It may wait for a connection (five seconds at worst), which the phone's loop may
 * not; hence the hop between them. Whoever has the turn is that thread for as long, so that what cannot wait need not hop.
 */
final class SignallingThread {
    private static final Logger LOG = LoggerFactory.getLogger(SignallingThread.class);
    private final ScheduledThreadPoolExecutor executor;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger queued = new AtomicInteger();

    SignallingThread() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sip-signalling");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Runs {@code task} in order of arrival. After {@link #stop} it is dropped. Any thread. */
    void execute(Runnable task) {
        queued.incrementAndGet();
        try {
            executor.execute(() -> {
                try {
                    guarded(task);
                } finally {
                    queued.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException stopped) {
            queued.decrementAndGet();
            LOG.debug("signalling has stopped");
        }
    }

    /**
     * As {@link #execute}, but on the calling thread when nothing else runs or waits: the order stays what it was, and the time to wake
     * a thread is saved.
     *
     * @param task must not wait for a peer
     */
    void executeHereIfIdle(Runnable task) {
        if (queued.get() == 0 && !executor.isShutdown() && turn.tryLock()) {
            try {
                guarded(task);
            } finally {
                turn.unlock();
            }
        } else {
            execute(task);
        }
    }

    /** Runs {@code task} later; cancel through the result. After {@link #stop} it is dropped. */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            return new CompletableFuture<Object>(); // never due
        }
    }

    /** Runs {@code task} again and again with pauses. */
    Future<?> every(Duration pause, Runnable task) {
        return executor.scheduleWithFixedDelay(
                () -> guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void guarded(Runnable task) {
        turn.lock();
        try {
            task.run();
        } catch (RuntimeException | Error failure) { // one message's fault must not silence the user agent
            LOG.error("signalling failed", failure);
        } finally {
            turn.unlock();
        }
    }

    /** Runs what is queued, then ends; waits for at most {@code limit}. */
    void stop(Duration limit) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException stopWaiting) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
