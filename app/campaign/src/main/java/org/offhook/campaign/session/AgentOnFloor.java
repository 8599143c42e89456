package org.offhook.campaign.session;

import java.util.Optional;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.User;

/**
 * An active user, and where they work just now.
 *
 * @param session only while its lease holds
 * @param campaign the session's; empty without a session, or where the campaign is gone
 */
public record AgentOnFloor(User user, Optional<AgentSessionRow> session, Optional<Campaign> campaign) {}
