package org.offhook.campaign.session;

import java.time.Instant;

/**
 * A logged-in agent.
 *
 * @param leaseUntil by the store's clock; after that the session counts as lost
 */
public record AgentSessionRow(Lease lease, AgentPosition position, Instant leaseUntil, Instant loggedInAt) {}
