package org.offhook.agent;

import java.time.Instant;

/**
 * A number waiting in the agent's manual-dial queue.
 *
 * @param id of this entry
 * @param number dialled string
 * @param name known name, or empty
 * @param source who asked
 * @param at when
 * @param preview to be looked at first: never dialled by itself, only by {@code DialQueued}
 */
public record QueuedDial(String id, String number, String name, String source, Instant at, boolean preview) {
    public QueuedDial(String id, String number, String name, String source, Instant at) {
        this(id, number, name, source, at, false);
    }

    @Override
    public String toString() {
        return "QueuedDial[" + id + "]";
    }
}
