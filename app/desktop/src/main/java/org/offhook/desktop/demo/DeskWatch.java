package org.offhook.desktop.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;

/** Watches a desk and lets another thread wait for what it shows. */
public final class DeskWatch implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<AgentEvent> events = new ArrayList<>();
    private final AgentDesk.Subscription subscription;
    private AgentSnapshot latest;

    public DeskWatch(AgentDesk desk) {
        this.latest = desk.snapshot();
        this.subscription = desk.observe(this::step);
    }

    private void step(AgentSnapshot snapshot, List<SequencedEvent> happened) {
        lock.lock();
        try {
            latest = snapshot;
            happened.forEach(event -> events.add(event.event()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the desk looks as wanted; false when it did not within {@code limit}. */
    public boolean await(Predicate<AgentSnapshot> wanted, Duration limit) throws InterruptedException {
        return awaitChange(limit, () -> wanted.test(latest));
    }

    /** Waits for an event, also one that has already been. */
    public boolean awaitEvent(Predicate<AgentEvent> wanted, Duration limit) throws InterruptedException {
        return awaitChange(limit, () -> events.stream().anyMatch(wanted));
    }

    private boolean awaitChange(Duration limit, java.util.function.BooleanSupplier wanted) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!wanted.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public AgentSnapshot latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
