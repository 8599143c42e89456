package org.offhook.campaign.user;

import java.util.Set;

/**
 * Users that work together.
 *
 * @param id 1 to 20 characters
 * @param campaigns ids of the campaigns its users may log in to; empty means all
 */
public record UserGroup(String id, String name, Set<String> campaigns) {
    public UserGroup {
        campaigns = Set.copyOf(campaigns);
    }

    public boolean mayWorkIn(String campaignId) {
        return campaigns.isEmpty() || campaigns.contains(campaignId);
    }
}
