package org.offhook.bridge.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.bridge.message.Request.StreamPosition;

/**
 * The latest events of one stream, encoded, so that a page that lost its connection gets exactly what it missed. Bounded; not safe
 * for threads.
 */
final class EventRing {
    private final int capacity;
    private final ArrayDeque<Entry> entries;
    private String stream = "";

    EventRing(int capacity) {
        this.capacity = capacity;
        this.entries = new ArrayDeque<>(capacity);
    }

    record Entry(long seq, String json) {}

    /** @return false if {@code seq} does not follow on what is here: then the ring has started afresh with it */
    boolean add(String stream, long seq, String json) {
        Entry last = entries.peekLast();
        boolean follows = last == null ? this.stream.isEmpty() : stream.equals(this.stream) && seq == last.seq() + 1;
        if (!follows) {
            entries.clear();
        }
        this.stream = stream;
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(seq, json));
        return follows;
    }

    /**
     * What happened after {@code position}.
     *
     * @return empty if that cannot be told: another stream, a position from the future, or too long ago
     */
    Optional<List<Entry>> after(StreamPosition position) {
        if (!position.stream().equals(stream) || entries.isEmpty()) {
            return Optional.empty();
        }
        long oldest = entries.getFirst().seq();
        long newest = entries.getLast().seq();
        if (position.seq() < oldest - 1 || position.seq() > newest) {
            return Optional.empty();
        }
        List<Entry> missed = new ArrayList<>((int) (newest - position.seq()));
        for (Entry entry : entries) {
            if (entry.seq() > position.seq()) {
                missed.add(entry);
            }
        }
        return Optional.of(missed);
    }
}
