package org.offhook.bridge.event;

import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;
import org.offhook.bridge.message.Request.StreamPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the desk's steps off its loop and hands every event, encoded once, to every reader. The loop only adds to a queue that has
 * no lock; everything else happens on the thread {@code bridge-events}. Every reader sees a snapshot or the events it missed first,
 * then every later event exactly once, in order.
 */
public final class EventStream implements AutoCloseable {
    /** An hour of a busy agent; at about 300 bytes an event, a third of a megabyte. */
    public static final int REMEMBERED = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final AgentDesk desk;
    private final InstantSource clock;
    private final Consumer<AgentEvent> watcher;
    private final ConcurrentLinkedQueue<SequencedEvent> inbox = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final EventRing ring;
    private final IdentityHashMap<EventReader, Long> lastSeen = new IdentityHashMap<>();
    private final Thread thread;
    private final AgentDesk.Subscription subscription;
    private volatile boolean closed;

    /** @param watcher sees every event on the stream's thread, before the readers do; must not block */
    public EventStream(AgentDesk desk, InstantSource clock, int remembered, Consumer<AgentEvent> watcher) {
        this.desk = desk;
        this.clock = clock;
        this.watcher = watcher;
        this.ring = new EventRing(remembered);
        this.thread = Thread.ofPlatform().daemon().name("bridge-events").start(this::run);
        this.subscription = desk.observe(this::onStep);
    }

    private void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        if (!events.isEmpty()) {
            inbox.addAll(events);
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            SequencedEvent event = inbox.poll();
            if (event == null) {
                LockSupport.park(this);
                continue;
            }
            try {
                take(event);
            } catch (RuntimeException e) {
                LOG.error(
                        "An event could not be handed on: {}",
                        event.event().getClass().getSimpleName(),
                        e);
            }
        }
    }

    private void take(SequencedEvent event) {
        watcher.accept(event.event());
        String json = EventJson.of(event);
        lock.lock();
        try {
            if (!ring.add(event.stream(), event.seq(), json)) {
                LOG.warn("The stream has a gap before {}: readers get a snapshot", event.seq());
                for (EventReader reader : readers()) {
                    giveSnapshot(reader);
                }
                return;
            }
            for (EventReader reader : readers()) {
                Long seen = lastSeen.get(reader);
                // A snapshot given a moment ago may already contain events that are still on their way here.
                if (seen != null && event.seq() > seen) {
                    lastSeen.put(reader, event.seq());
                    reader.deliver(json);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A copy: a reader that is cut off leaves while we are at it. */
    private EventReader[] readers() {
        return lastSeen.keySet().toArray(new EventReader[0]);
    }

    /** Gives {@code reader} what it missed since {@code from}, or a snapshot when that is not known, and everything after. */
    public void join(EventReader reader, Optional<StreamPosition> from) {
        lock.lock();
        try {
            Optional<List<EventRing.Entry>> missed = from.flatMap(ring::after);
            if (missed.isEmpty()) {
                giveSnapshot(reader);
                return;
            }
            List<EventRing.Entry> entries = missed.get();
            long last = entries.isEmpty()
                    ? from.map(StreamPosition::seq).orElse(0L)
                    : entries.getLast().seq();
            lastSeen.put(reader, last);
            for (EventRing.Entry entry : entries) {
                reader.deliver(entry.json());
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveSnapshot(EventReader reader) {
        AgentSnapshot snapshot = desk.snapshot();
        lastSeen.put(reader, snapshot.seq());
        reader.deliver(SnapshotJson.of(snapshot, clock.instant()));
    }

    public void leave(EventReader reader) {
        lock.lock();
        try {
            lastSeen.remove(reader);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
        closed = true;
        LockSupport.unpark(thread);
    }
}
