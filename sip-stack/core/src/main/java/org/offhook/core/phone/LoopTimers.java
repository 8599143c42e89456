package org.offhook.core.phone;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The loop's timers, earliest first; those of the same instant in the order in which they were started. */
final class LoopTimers {
    private record Entry(Object key, Instant at, long order, Runnable task) {}

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private final Map<Object, Entry> byKey = new HashMap<>();
    private long order;

    void start(Object key, Instant at, Runnable task) {
        stop(key);
        Entry entry = new Entry(key, at, order++, task);
        byKey.put(key, entry);
        queue.add(entry);
    }

    void stop(Object key) {
        Entry entry = byKey.remove(key);
        if (entry != null) {
            queue.remove(entry);
        }
    }

    Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Entry::at);
    }

    /** Takes the earliest timer that is due. */
    Optional<Runnable> takeDue(Instant now) {
        Entry entry = queue.peek();
        if (entry == null || entry.at().isAfter(now)) {
            return Optional.empty();
        }
        queue.remove();
        byKey.remove(entry.key());
        return Optional.of(entry.task());
    }

    int size() {
        return queue.size();
    }
}
