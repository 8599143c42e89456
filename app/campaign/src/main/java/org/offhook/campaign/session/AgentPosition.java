package org.offhook.campaign.session;

import java.time.Instant;

/**
 * What other nodes need to know of a logged-in agent.
 *
 * @param extension the phone that is registered
 * @param pauseCode while paused; may be empty
 * @param onBreak whether that code is a break
 * @param call SIP Call-ID of the running call; empty for none
 * @param lead on the screen; 0 for none
 * @param autoDial whether the queue is dialled by itself
 */
public record AgentPosition(
        String campaign,
        String extension,
        State state,
        String pauseCode,
        boolean onBreak,
        String call,
        long lead,
        boolean autoDial,
        Instant since) {
    /** What the agent does. */
    public enum State {
        PAUSED,
        READY,
        DIALLING,
        IN_CALL,
        WRAP_UP
    }

    /** Paused, no lead on the screen, no call. */
    public boolean idleAndPaused() {
        return state == State.PAUSED && lead == 0 && call.isEmpty();
    }
}
