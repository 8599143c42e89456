package org.offhook.media.transport;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that wakes its tasks at absolute deadlines, so that no error of one frame is carried into the next. A task
 * that is late by a few frames catches up; one that is later than that goes on from the present.
 *
 * <p>The thread allocates nothing, takes no lock and logs nothing while tasks run.
 */
public final class MediaClock implements AutoCloseable {

    /** Later than this, frames are left out instead of being sent in a burst. */
    private static final long CATCH_UP_NANOS = 100_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(MediaClock.class);

    private final Thread thread;
    private volatile Pace[] paces = new Pace[0];
    private volatile boolean closed;

    /** Work that is done once a period. */
    public interface PacedTask {
        /**
         * A period has passed. Clock thread; never blocks.
         *
         * @param dueNanos the deadline, which the actual time may exceed a little
         * @return nanoseconds from this deadline to the next
         */
        long tick(long dueNanos);

        /** Deadlines were left out since the thread was held up. Clock thread. */
        void skipped(int ticks);
    }

    /** A running task. */
    public static final class Pace {
        private final PacedTask task;
        private long dueNanos;
        private volatile boolean hastened = true;
        private volatile boolean faulty;

        private Pace(PacedTask task) {
            this.task = task;
        }
    }

    /** A clock whose thread has a name. */
    public MediaClock(String threadName) {
        thread = AudioThreads.start(threadName, this::run);
    }

    /** Starts a task with its first tick right away. */
    public synchronized Pace start(PacedTask task) {
        Pace pace = new Pace(task);
        Pace[] grown = Arrays.copyOf(paces, paces.length + 1);
        grown[paces.length] = pace;
        paces = grown;
        LockSupport.unpark(thread);
        return pace;
    }

    /** Moves a task's phase so that its next tick is right away. Any thread; returns at once. */
    public void hasten(Pace pace) {
        pace.hastened = true;
        LockSupport.unpark(thread);
    }

    /** Ends a task; a tick under way may still finish afterwards. */
    public synchronized void stop(Pace pace) {
        paces = Arrays.stream(paces).filter(other -> other != pace).toArray(Pace[]::new);
    }

    /** Whether the task failed and was given up. */
    public static boolean failed(Pace pace) {
        return pace.faulty;
    }

    private void run() {
        boolean asked = false;
        while (!closed) {
            if (!asked && RealTime.prepared()) {
                asked = true;
                RealTime.request();
            }
            Pace[] present = paces;
            long earliest = Long.MAX_VALUE;
            long now = System.nanoTime();
            for (Pace pace : present) {
                if (pace.hastened) {
                    pace.hastened = false;
                    pace.dueNanos = now;
                }
                if (pace.dueNanos - now <= 0 && !pace.faulty) {
                    tick(pace, now);
                    now = System.nanoTime();
                }
                if (!pace.faulty) {
                    earliest = Math.min(earliest, pace.dueNanos - now);
                }
            }
            if (earliest == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else if (earliest > 0) {
                LockSupport.parkNanos(this, earliest);
            }
        }
    }

    private static void tick(Pace pace, long now) {
        try {
            long period = pace.task.tick(pace.dueNanos);
            pace.dueNanos += period;
            long behind = now - pace.dueNanos;
            if (behind > CATCH_UP_NANOS) {
                int left = (int) (behind / period);
                pace.dueNanos += left * period;
                pace.task.skipped(left);
            }
        } catch (Throwable fault) {
            // A fault of our own: one task is given up, so that the others' calls go on.
            pace.faulty = true;
            LOG.error("A paced task failed and was stopped", fault);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
