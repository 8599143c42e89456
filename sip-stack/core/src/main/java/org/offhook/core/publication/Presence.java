package org.offhook.core.publication;

/** What others may know of the agent. */
public enum Presence {
    READY,
    PAUSED,
    ON_CALL
}
