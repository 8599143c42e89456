package org.offhook.sip.guard;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread group in which a stack makes its threads, so that none escapes: what dies in it is counted, not printed, and the
 * one thread that is not a daemon is ended at once.
 *
 * <p>JAIN's event scanner is that thread: it keeps a process alive, dies on an {@code Error}, and its stop can hang. The stack is
 * run with a re-entrant listener instead, which delivers on the receiving thread and needs no scanner.
 */
public final class JainThreads extends ThreadGroup {
    static final String EVENT_SCANNER = "EventScannerThread";
    private static final Logger LOG = LoggerFactory.getLogger(JainThreads.class);
    private static final long BUILD_TIMEOUT_SECONDS = 10;

    private final GuardCounters counters;

    public JainThreads(String name, GuardCounters counters) {
        super(name);
        this.counters = counters;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        counters.workerFailures.increment();
        LOG.warn("{} ended by {}", thread.getName(), failure.getClass().getSimpleName());
    }

    /** Runs {@code task} on a thread of this group, so that what it starts belongs here too; waits for it. */
    public <T> T call(Callable<T> task) throws Exception {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread worker = new Thread(
                this,
                () -> {
                    try {
                        outcome.complete(task.call());
                    } catch (Throwable failure) { // handed to the caller below
                        outcome.completeExceptionally(failure);
                    }
                },
                getName() + "-build");
        worker.setDaemon(true);
        worker.start();
        try {
            return outcome.get(BUILD_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        } catch (TimeoutException late) {
            worker.interrupt();
            throw late;
        }
    }

    /** Ends the scanner thread. Safe to call again. */
    void retireEventScanner() {
        for (Thread thread : threads()) {
            if (thread.getName().equals(EVENT_SCANNER)) {
                thread.interrupt();
            }
        }
    }

    /** Threads of this group that are alive now. */
    public Thread[] threads() {
        Thread[] found = new Thread[activeCount() + 16];
        int count = enumerate(found, true);
        return java.util.Arrays.copyOf(found, count);
    }
}
