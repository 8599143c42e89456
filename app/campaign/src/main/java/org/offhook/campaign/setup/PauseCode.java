package org.offhook.campaign.setup;

import java.time.Duration;

/**
 * A reason to pause.
 *
 * @param campaign the campaign that offers it; empty for all
 * @param code such as {@code LUNCH}
 * @param onBreak the agent is away: the ameyo profile then answers that the agent is not working in the campaign
 * @param limit how long it should last at most; zero for no limit
 */
public record PauseCode(String campaign, String code, String name, boolean onBreak, Duration limit) {}
