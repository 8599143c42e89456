package org.offhook.agent;

import java.time.Duration;
import java.util.List;
import org.offhook.campaign.number.DialRules;

/**
 * A campaign's rules for the agents in it; they take the place of the desk's own.
 *
 * @param pauseCodeForced whether a pause needs one of the codes
 * @param ringLimit after which an unanswered outgoing call is cancelled
 * @param queueLimit numbers that may wait
 */
public record CampaignRules(
        CampaignView view,
        List<PauseCode> pauseCodes,
        boolean pauseCodeForced,
        DialRules dialRules,
        Duration ringLimit,
        int queueLimit) {
    public CampaignRules {
        pauseCodes = List.copyOf(pauseCodes);
    }
}
