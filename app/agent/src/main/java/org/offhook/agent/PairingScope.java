package org.offhook.agent;

/** What a paired page may do. */
public enum PairingScope {
    /** See state, calls and events. */
    READ,
    /** Log the agent in and out, change ready and pause. */
    STATE,
    /** Dial, answer, hang up. */
    DIAL
}
