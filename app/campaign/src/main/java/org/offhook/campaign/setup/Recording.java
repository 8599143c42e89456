package org.offhook.campaign.setup;

/** When a campaign's calls are recorded. */
public enum Recording {
    NEVER,
    /** When the agent presses Record. */
    ON_DEMAND,
    ALWAYS
}
