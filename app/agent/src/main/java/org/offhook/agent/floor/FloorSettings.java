package org.offhook.agent.floor;

import java.time.Duration;

/**
 * @param node name of this desk among all that share the store; stays the same over restarts
 * @param lease how long the agent counts as logged in without word from here
 * @param pollEvery how often the queue is looked at when nobody says that something is in it
 * @param taking who decides that a number is dialled by itself
 */
public record FloorSettings(String node, Duration lease, Duration pollEvery, Taking taking) {
    /** Who decides that a number is dialled by itself. */
    public enum Taking {
        /** It is taken as soon as the agent is free: nobody looks at the desk. */
        AT_ONCE,
        /** The desk shows it to the agent, counts down and then asks for it. */
        WHEN_THE_DESK_ASKS
    }

    public static FloorSettings of(String node) {
        return of(node, Taking.AT_ONCE);
    }

    public static FloorSettings of(String node, Taking taking) {
        return new FloorSettings(node, Duration.ofSeconds(30), Duration.ofSeconds(1), taking);
    }

    /** Often enough that two renewals may fail. */
    Duration renewEvery() {
        return lease.dividedBy(3);
    }
}
