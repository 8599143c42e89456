package org.offhook.audio;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that calls into the sound natives, with a time limit on every call. The natives can hang for ever (no
 * sound server) and on Windows want always the same thread; while it hangs, everything else is
 * refused at once.
 */
final class SoundThread implements AutoCloseable {

    private static final int MOST_LEFT_BEHIND = 3;

    private volatile ExecutorService thread = fresh();
    private int leftBehind;
    /** The call that was given up; once it comes back after all, the natives are of use again. */
    private volatile Optional<Future<?>> stuck = Optional.empty();

    private static ExecutorService fresh() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("audio-system").factory());
    }

    /** The natives failed, threw an error, or did not come back. */
    static final class SoundFailure extends Exception {
        private static final long serialVersionUID = 1;

        SoundFailure(String message) {
            super(message);
        }
    }

    /** Work on natives; may throw anything, {@link Error} included. */
    interface NativeWork<T> {
        T run() throws SoundFailure, InterruptedException;
    }

    /** Runs work and waits for it. Never called on the loop, a screen's or an audio thread. */
    <T> T call(Duration within, NativeWork<T> work) throws SoundFailure {
        if (hung()) {
            throw new SoundFailure("the sound system hangs");
        }
        Future<T> result = thread.submit((Callable<T>) () -> {
            try {
                return work.run();
            } catch (RuntimeException | Error fault) {
                // The natives report a missing sound server as java.lang.Error, a missing library as a LinkageError.
                throw new SoundFailure(fault.toString());
            }
        });
        try {
            return result.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stuck = Optional.of(result);
            throw new SoundFailure("the sound system did not answer within " + within);
        } catch (ExecutionException e) {
            throw new SoundFailure(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SoundFailure("interrupted");
        }
    }

    /**
     * A device that goes while it is opened can hold the natives for ever; each device has its own, so another thread can open the next one. A
     * sound server that hangs would take every one of them: then it stays at that.
     */
    synchronized void leaveBehind() {
        if (hung() && leftBehind < MOST_LEFT_BEHIND) {
            leftBehind++;
            thread.shutdown();
            thread = fresh();
            stuck = Optional.empty();
        }
    }

    /** Runs work later, and forgets it when this is closed. */
    void later(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    /** Whether a call that was given up still has not come back. */
    boolean hung() {
        return stuck.filter(call -> !call.isDone()).isPresent();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
