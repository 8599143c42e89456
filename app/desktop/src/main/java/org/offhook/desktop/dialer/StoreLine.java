package org.offhook.desktop.dialer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one desk wants kept, in the order it happened. What must be kept is tried again until it is, and what came after it waits; who wants
 * an answer is told at once when the store is away. One thread writes, begun by the first thing to be kept.
 */
final class StoreLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLine.class);
    /** A day's calls of a busy phone; a store that is away longer costs the newest notes. */
    private static final int MOST = 10_000;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StoreHouse store;
    private final Duration firstPause;
    private final Duration atClose;
    private final LinkedBlockingDeque<Job> jobs = new LinkedBlockingDeque<>(MOST);
    private final Semaphore ending = new Semaphore(0);
    private volatile boolean closed;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private boolean begun;

    private sealed interface Job {
        /** @param work runs as one unit */
        record Must(Function<DialerStorePort, ?> work, Consumer<Throwable> failedFirst) implements Job {}

        record Once(Function<DialerStorePort, ?> work, Consumer<Throwable> failed) implements Job {}

        record Last() implements Job {}
    }

    /**
     * @param firstPause before the second attempt; each further pause is twice as long
     * @param atClose how long closing waits for what is still to be kept
     */
    StoreLine(StoreHouse store, Duration firstPause, Duration atClose) {
        this.store = store;
        this.firstPause = firstPause;
        this.atClose = atClose;
    }

    /** Kept as soon as the store lets it. */
    void keep(Function<DialerStorePort, ?> work) {
        put(new Job.Must(work, _ -> {}));
    }

    /** Kept as soon as the store lets it; answers what came of the first attempt. */
    <T> CompletableFuture<T> keepAndTell(Function<DialerStorePort, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        put(new Job.Must(told(work, answer), answer::completeExceptionally));
        return answer;
    }

    /** Tried once, after everything before it is kept. */
    <T> CompletableFuture<T> once(Function<DialerStorePort, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        put(new Job.Once(told(work, answer), answer::completeExceptionally));
        return answer;
    }

    private static <T> Function<DialerStorePort, T> told(
            Function<DialerStorePort, T> work, CompletableFuture<T> answer) {
        return open -> {
            T value = work.apply(open);
            answer.complete(value);
            return value;
        };
    }

    private synchronized void put(Job job) {
        if (closed || !jobs.offer(job)) {
            LOG.warn("OH-612 not kept: {}", closed ? "the store is being closed" : "too much waits for it");
            fail(job, new StoreException.StoreClosed());
        } else if (!begun) {
            begun = true;
            thread = Thread.ofVirtual().name("offhook-store-line").start(this::run);
        }
    }

    private void run() {
        Duration pause = firstPause;
        try {
            while (true) {
                Job job = jobs.take();
                if (job instanceof Job.Last) {
                    return;
                }
                if (attempt(job)) {
                    pause = firstPause;
                    continue;
                }
                jobs.putFirst(job);
                if (ending.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it must be tried again. */
    private boolean attempt(Job job) {
        return switch (job) {
            case Job.Must(Function<DialerStorePort, ?> work, Consumer<Throwable> failedFirst) -> {
                Throwable thrown = thrownBy(work);
                if (thrown != null) {
                    failedFirst.accept(thrown);
                }
                yield thrown == null || !comesBack(thrown);
            }
            case Job.Once(Function<DialerStorePort, ?> work, Consumer<Throwable> failed) -> {
                Throwable thrown = thrownBy(work);
                if (thrown != null) {
                    failed.accept(thrown);
                }
                yield true;
            }
            case Job.Last _ -> true;
        };
    }

    private @org.jspecify.annotations.Nullable Throwable thrownBy(Function<DialerStorePort, ?> work) {
        try {
            store.ask(open -> java.util.Optional.ofNullable(work.apply(open))).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    /** Whether trying again can help; if so, nobody is left waiting for an answer behind it. */
    private boolean comesBack(Throwable thrown) {
        boolean again = thrown instanceof StoreException.StoreUnreachable
                || thrown instanceof StoreException.OutcomeUnknown
                || thrown instanceof StoreException.StoreFull
                || thrown instanceof StoreException.StoreReadOnly
                || thrown instanceof StoreException.StoreDamaged;
        if (again) {
            List<Job> waiting = new ArrayList<>(jobs);
            for (Job job : waiting) {
                if (job instanceof Job.Once && jobs.remove(job)) {
                    fail(job, thrown);
                }
            }
        } else {
            LOG.warn("OH-612 a note of a call was not kept: {}", thrown.toString());
        }
        return again;
    }

    private static void fail(Job job, Throwable thrown) {
        switch (job) {
            case Job.Must(Function<DialerStorePort, ?> _, Consumer<Throwable> failedFirst) ->
                failedFirst.accept(thrown);
            case Job.Once(Function<DialerStorePort, ?> _, Consumer<Throwable> failed) -> failed.accept(thrown);
            case Job.Last _ -> {}
        }
    }

    /** Keeps what can be kept in time. */
    @Override
    public void close() {
        Thread writing;
        synchronized (this) {
            closed = true;
            writing = thread;
            if (!begun || !jobs.offer(new Job.Last())) {
                return;
            }
        }
        try {
            if (!writing.join(atClose)) {
                ending.release();
                writing.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobs.forEach(job -> fail(job, new StoreException.StoreClosed()));
    }
}
