package org.offhook.agent;

/** What the agent is doing, apart from what single calls do. */
public enum AgentState {
    LOGGED_OUT,
    LOGGING_IN,
    PAUSED,
    READY,
    /** An outgoing call is being set up. */
    CALLING,
    /** Talking. */
    ON_CALL,
    LOGGING_OUT
}
