package org.offhook.testkit.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.offhook.core.thirdparty.loop.TaskLoop;

/** A loop that does its work when a test lets time pass. One thread. */
public final class VirtualTaskLoop implements TaskLoop {
    private record Due(Instant at, long order, Runnable task) {}

    private final VirtualTime time;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final PriorityQueue<Due> later =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long order;
    private boolean closed;

    public VirtualTaskLoop(VirtualTime time) {
        this.time = time;
    }

    @Override
    public void execute(Runnable task) {
        if (!closed) {
            waiting.add(task);
        }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Due due = new Due(time.instant().plus(delay), order++, task);
        later.add(due);
        return () -> later.remove(due);
    }

    /** Does everything that waits. */
    public void settle() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    /** Lets time pass, and does what falls due, in order. */
    public void pass(Duration duration) {
        Instant end = time.instant().plus(duration);
        settle();
        for (Due due = later.peek(); due != null && !due.at().isAfter(end); due = later.peek()) {
            later.remove(due);
            time.passUntil(due.at());
            due.task().run();
            settle();
        }
        time.passUntil(end);
    }

    /** Work that is planned for later. */
    public int planned() {
        return later.size();
    }

    @Override
    public void close() {
        settle();
        closed = true;
        later.clear();
    }
}
