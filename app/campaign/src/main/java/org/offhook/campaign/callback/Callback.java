package org.offhook.campaign.callback;

import org.offhook.campaign.schedule.WallTime;

/**
 * A call somebody promised.
 *
 * @param id 0 before it is stored
 * @param agent who is to call; empty for anyone in the campaign
 */
public record Callback(long id, long lead, String campaign, String agent, WallTime at, String comment, State state) {
    /** Where it stands. */
    public enum State {
        /** Promised. */
        WAITING,
        /** The call was made. */
        DONE,
        CANCELLED
    }

    @Override
    public String toString() {
        return "Callback[" + id + " " + state + "]";
    }
}
