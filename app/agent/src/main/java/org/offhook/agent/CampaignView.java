package org.offhook.agent;

import java.time.Duration;

/**
 * What a screen needs to know of the campaign.
 *
 * @param autoDialLocked the agent cannot switch the dialling of queued numbers off
 * @param dispositionForced a call's result must be chosen before the agent goes on
 * @param wrapUp how long the agent has after a call; zero for no wrap-up
 * @param callerId number that called parties see; empty for the line's own
 * @param country ISO 3166 alpha-2 by which national numbers are read; empty when it names none
 */
public record CampaignView(
        String id,
        String name,
        ManualDialMode mode,
        boolean autoDialLocked,
        boolean dispositionForced,
        Duration wrapUp,
        String callerId,
        String country) {}
