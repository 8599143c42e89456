package org.offhook.campaign.session;

/**
 * A node's hold on an agent's session.
 *
 * @param fence grows with every change of owner; what carries an old one is refused
 */
public record Lease(String agent, String node, long fence) {}
