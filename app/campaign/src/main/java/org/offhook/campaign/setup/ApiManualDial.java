package org.offhook.campaign.setup;

/** A campaign's rule for numbers that an API wants an agent to dial. */
public enum ApiManualDial {
    /** Only while the agent is paused, with no lead on the screen and nothing else asked. */
    STANDARD,
    /** Always taken; dialled when the agent is paused and free, oldest first. The agent can switch the dialling off. */
    QUEUE,
    /** As QUEUE, but not to be switched off. */
    QUEUE_AND_AUTOCALL
}
