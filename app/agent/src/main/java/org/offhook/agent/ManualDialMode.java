package org.offhook.agent;

/** The campaign's rule for numbers that somebody else wants dialled. */
public enum ManualDialMode {
    /** Only while the agent is paused and free; anything else is refused. */
    STANDARD,
    /** Always taken; dialled when the agent is free. The agent can switch the dialling off. */
    QUEUE,
    /** As QUEUE, but not to be switched off. */
    QUEUE_AND_AUTOCALL
}
