package org.offhook.sip.guard;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's timer on one daemon thread. JAIN's own is a {@code java.util.Timer} that keeps the process alive, prints failures to
 * standard output and keeps cancelled tasks until they fall due. Made by the stack through its name.
 *
 * <p>Every transaction looks at its timers twice a second for half a minute after it has ended (RFC 3261 timers D and K). Tasks are
 * therefore put on a common grid, so that one wake-up serves all that are due: after a busy hour the phone would be woken hundreds of
 * times a second otherwise. No timer fires early, and a retransmission at most a tenth of T1 late.
 */
public final class DaemonSipTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonSipTimer.class);
    private static final long GRID_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ScheduledThreadPoolExecutor executor;

    public DaemonSipTimer() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sip-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static void run(SIPStackTimerTask task) {
        try {
            task.runTask();
        } catch (Throwable failure) { // a timer task of one transaction must not stop the timers of all others
            LOG.warn("SIP timer task failed: {}", failure.getClass().getSimpleName());
        }
    }

    /** Nanoseconds from now to the first instant of the grid that is not before {@code delayMillis}; short delays stay what they are. */
    static long onGrid(long nowNanos, long delayMillis) {
        long delay = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        return delay < GRID_NANOS ? delay : delay + Math.floorMod(-(nowNanos + delay), GRID_NANOS);
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return begin(task, new Due(task, 0), delay);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        return begin(task, new Due(task, period), delay);
    }

    private static boolean begin(SIPStackTimerTask task, Due due, long delay) {
        task.setSipTimerTask(due);
        return due.order(delay);
    }

    /** A task that is to run, once or again and again. */
    private final class Due implements Runnable {
        private final SIPStackTimerTask task;
        private final long periodMillis;
        private volatile boolean cancelled;
        private volatile @Nullable ScheduledFuture<?> next;

        /** @param periodMillis time from the end of one run to the next; 0 for a single run */
        Due(SIPStackTimerTask task, long periodMillis) {
            this.task = task;
            this.periodMillis = periodMillis;
        }

        /** A reader that is not done yet may ask after {@link #stop}; it must not end with a stack trace on the console. */
        boolean order(long delayMillis) {
            try {
                ScheduledFuture<?> ordered =
                        executor.schedule(this, onGrid(System.nanoTime(), delayMillis), TimeUnit.NANOSECONDS);
                next = ordered;
                if (cancelled) {
                    ordered.cancel(false);
                }
                return true;
            } catch (RejectedExecutionException stopped) {
                return false;
            }
        }

        @Override
        public void run() {
            if (!cancelled) {
                DaemonSipTimer.run(task);
                if (periodMillis > 0 && !cancelled) {
                    order(periodMillis);
                }
            }
        }

        boolean cancel() {
            cancelled = true;
            ScheduledFuture<?> ordered = next;
            return ordered != null && ordered.cancel(false);
        }
    }

    @Override
    public void start(SipStackImpl sipStack, Properties configurationProperties) {}

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (task.getSipTimerTask() instanceof Due due) {
            task.cleanUpBeforeCancel();
            return due.cancel();
        }
        return false;
    }

    @Override
    public void stop() {
        executor.shutdownNow();
    }

    @Override
    public boolean isStarted() {
        return !executor.isShutdown();
    }
}
