package org.offhook.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * A number waiting in the agent's manual-dial queue.
 *
 * @param id of this entry
 * @param number dialled string
 * @param name known name, or empty
 * @param source who asked
 * @param at when
 * @param preview to be looked at first: never dialled by itself, only by {@code DialQueued}
 * @param bar why it is passed over; it waits for the agent's word
 * @param dialsAt when it is dialled by itself, while that is being counted down
 */
public record QueuedDial(
        String id,
        String number,
        String name,
        String source,
        Instant at,
        boolean preview,
        Optional<DialBar> bar,
        Optional<Instant> dialsAt) {
    /** How the id of a number begins that waits in the store's queue; the rest is the entry's number there. */
    public static final String STORED = "s";

    public QueuedDial(String id, String number, String name, String source, Instant at) {
        this(id, number, name, source, at, false);
    }

    public QueuedDial(String id, String number, String name, String source, Instant at, boolean preview) {
        this(id, number, name, source, at, preview, Optional.empty(), Optional.empty());
    }

    public QueuedDial barred(DialBar why) {
        return new QueuedDial(id, number, name, source, at, preview, Optional.of(why), Optional.empty());
    }

    /** It is dialled by itself then, unless the agent says Wait. */
    public QueuedDial dialledAt(Instant then) {
        return new QueuedDial(id, number, name, source, at, preview, bar, Optional.of(then));
    }

    @Override
    public String toString() {
        return "QueuedDial[" + id + "]";
    }
}
