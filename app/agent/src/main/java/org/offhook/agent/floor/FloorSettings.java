package org.offhook.agent.floor;

import java.time.Duration;

/**
 * @param node name of this desk among all that share the store; stays the same over restarts
 * @param lease how long the agent counts as logged in without word from here
 * @param pollEvery how often the queue is looked at when nobody says that something is in it
 */
public record FloorSettings(String node, Duration lease, Duration pollEvery) {
    public static FloorSettings of(String node) {
        return new FloorSettings(node, Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    /** Often enough that two renewals may fail. */
    Duration renewEvery() {
        return lease.dividedBy(3);
    }
}
