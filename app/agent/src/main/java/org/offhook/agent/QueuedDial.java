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
 */
public record QueuedDial(String id, String number, String name, String source, Instant at) {
    @Override
    public String toString() {
        return "QueuedDial[" + id + "]";
    }
}
