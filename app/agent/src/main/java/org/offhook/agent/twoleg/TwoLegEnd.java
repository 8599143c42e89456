package org.offhook.agent.twoleg;

/** How a two-leg call ended. */
public enum TwoLegEnd {
    /** Both were joined, and one hung up. */
    HUNG_UP,
    /** Leg one did not answer. */
    FIRST_FAILED,
    /** Leg one hung up before leg two answered. */
    FIRST_LEFT,
    SECOND_FAILED,
    NOT_JOINED,
    /** The announcement was played to its end. */
    ANNOUNCED,
    NOT_ANNOUNCED,
    /** Somebody asked for it. */
    CANCELLED
}
