package org.offhook.agent;

import java.time.Instant;

/**
 * A call of which nobody knows whether it was dialled: it was claimed, and whoever had it went away before telling. It waits for a person's word.
 *
 * @param id of the queue's entry or of the future call
 * @param agent whose queue it is; empty for a future call
 * @param number as it was asked for; of a future call the number that is called first
 * @param name known name, or of a future call the number that is called second; or empty
 * @param source who asked
 * @param since when the outcome was lost, or when the future call was due
 */
public record DoubtView(Kind kind, long id, String agent, String number, String name, String source, Instant since) {
    /** Where it was claimed from. */
    public enum Kind {
        QUEUE,
        SCHEDULE
    }

    @Override
    public String toString() {
        return "DoubtView[" + kind + " " + id + "]"; // numbers stay out of logs
    }
}
