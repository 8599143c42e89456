package org.offhook.agent;

import java.time.Duration;
import java.util.List;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.Recording;

/**
 * A campaign's rules for the agents in it; they take the place of the desk's own.
 *
 * @param pauseCodeForced whether a pause needs one of the codes
 * @param callerId what called parties see, and how it goes out
 * @param ringLimit after which an unanswered outgoing call is cancelled
 * @param queueLimit numbers that may wait
 * @param recording when calls are recorded
 */
public record CampaignRules(
        CampaignView view,
        List<PauseCode> pauseCodes,
        boolean pauseCodeForced,
        DialRules dialRules,
        CallerId callerId,
        Duration ringLimit,
        int queueLimit,
        Recording recording) {
    public CampaignRules {
        pauseCodes = List.copyOf(pauseCodes);
    }
}
