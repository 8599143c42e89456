package org.offhook.campaign.queue;

import java.time.Instant;

/**
 * A stored dial.
 *
 * @param fence of the lease that claimed it; 0 before
 * @param call SIP Call-ID once dialled; empty before
 * @param outcome how it ended; empty before
 */
public record DialEntry(
        long id,
        NewDial asked,
        State state,
        long fence,
        String call,
        String outcome,
        Instant queuedAt,
        Instant changedAt) {
    /** Where it stands. */
    public enum State {
        /** Waits for the agent. */
        QUEUED,
        /** About to be dialled: committed before the INVITE leaves. */
        CLAIMED,
        /** The INVITE left. */
        DIALLED,
        /** Its owner went away after claiming it: whether it rang at the customer's is not known, so a person is asked. */
        IN_DOUBT,
        DONE
    }

    @Override
    public String toString() {
        return "DialEntry[" + id + " " + state + "]"; // numbers stay out of logs
    }
}
