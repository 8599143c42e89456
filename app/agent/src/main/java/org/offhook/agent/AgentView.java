package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The agent as observers see it.
 *
 * @param userName logged-in CRM user, or empty
 * @param displayName how the window greets the agent; the user name when nothing better is known
 * @param reason pause code or system reason: {@code LOGIN}, {@code MANUAL}, {@code NOANSWER}, {@code LOST} …; empty when none
 * @param since when the present state and reason began
 * @param pauseLimit how long this pause should last at most
 * @param next state after the present call
 * @param nextReason pause code that goes with it
 */
public record AgentView(
        AgentState state,
        String userName,
        String displayName,
        String reason,
        Instant since,
        Optional<Duration> pauseLimit,
        Optional<AgentState> next,
        Optional<String> nextReason) {
    public static final AgentView LOGGED_OUT = new AgentView(
            AgentState.LOGGED_OUT, "", "", "", Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());
}
