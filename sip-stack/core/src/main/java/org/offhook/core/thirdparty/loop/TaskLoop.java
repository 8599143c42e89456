package org.offhook.core.thirdparty.loop;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does one thing at a time, in order of arrival. A test brings its own time. */
public interface TaskLoop extends AutoCloseable {
    /** Any thread; returns at once. After {@link #close} it is dropped. */
    void execute(Runnable task);

    /**
     * Does it later.
     *
     * @return cancels it; harmless once it was done
     */
    Runnable after(Duration delay, Runnable task);

    @Override
    void close();

    /** A daemon thread of that name; its delays are monotonic. */
    static TaskLoop onThread(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new OnExecutor(executor);
    }

    /** On an executor with one thread. */
    record OnExecutor(ScheduledThreadPoolExecutor executor) implements TaskLoop {
        private static final System.Logger LOG = System.getLogger(TaskLoop.class.getName());

        @Override
        public void execute(Runnable task) {
            try {
                executor.execute(() -> guarded(task));
            } catch (RejectedExecutionException closed) {
                LOG.log(System.Logger.Level.DEBUG, "the loop has ended");
            }
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            try {
                ScheduledFuture<?> due =
                        executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
                return () -> due.cancel(false);
            } catch (RejectedExecutionException closed) {
                return () -> {}; // never due
            }
        }

        private static void guarded(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error fault) { // one call's fault must not silence the others
                LOG.log(System.Logger.Level.ERROR, "a third-party call", fault);
            }
        }

        /** Does what waits, then ends; waits for at most half a second. */
        @Override
        public void close() {
            executor.shutdown();
            try {
                if (!executor.awaitTermination(500, TimeUnit.MILLISECONDS)) {
                    executor.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
