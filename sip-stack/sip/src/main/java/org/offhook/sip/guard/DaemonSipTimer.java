package org.offhook.sip.guard;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's timer on one daemon thread. JAIN's own is a {@code java.util.Timer} that keeps the process alive, prints failures to
 * standard output and keeps cancelled tasks until they fall due. Made by the stack through its name.
 */
public final class DaemonSipTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonSipTimer.class);
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

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return begin(task, () -> executor.schedule(() -> run(task), delay, TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        return begin(
                task, () -> executor.scheduleWithFixedDelay(() -> run(task), delay, period, TimeUnit.MILLISECONDS));
    }

    /** A reader that is not done yet may ask after {@link #stop}; it must not end with a stack trace on the console. */
    private boolean begin(SIPStackTimerTask task, Supplier<ScheduledFuture<?>> order) {
        try {
            task.setSipTimerTask(order.get());
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    @Override
    public void start(SipStackImpl sipStack, Properties configurationProperties) {}

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (task.getSipTimerTask() instanceof ScheduledFuture<?> future) {
            task.cleanUpBeforeCancel();
            return future.cancel(false);
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
