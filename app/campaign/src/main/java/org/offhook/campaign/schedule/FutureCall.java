package org.offhook.campaign.schedule;

import java.time.Instant;

/**
 * A stored future call.
 *
 * @param due when the next attempt is
 * @param attempts begun so far
 * @param outcome of the last attempt; empty when there was none
 */
public record FutureCall(
        long id, NewFutureCall asked, State state, Instant due, int attempts, String outcome, Instant createdAt) {
    /** Where it stands. */
    public enum State {
        /** Waits for its time, or for its next attempt. */
        WAITING,
        /** A node is dialling it. */
        CLAIMED,
        /** Dial1 answered, or it ended in a way that is not tried again. */
        DONE,
        /** All attempts were made and nobody answered. */
        EXHAUSTED,
        /** Its time went by while no phone was on. */
        MISSED,
        CANCELLED,
        /** A node went away while dialling it: a person is asked, it is never dialled again by itself. */
        IN_DOUBT
    }

    @Override
    public String toString() {
        return "FutureCall[" + id + " " + state + "]"; // numbers stay out of logs
    }
}
