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
    /** A call is over and its result is being noted. */
    WRAP_UP,
    LOGGING_OUT
}
