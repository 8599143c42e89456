package org.offhook.campaign.wrapup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call whose result is being noted. Texts that are not known are empty.
 *
 * @param call SIP Call-ID; unique together with the agent
 * @param number the far end
 * @param name of the far end
 * @param end how the call ended, in the words of whoever keeps it
 * @param disposition chosen so far
 * @param callbackAt when to call back, as the clock shows it there
 * @param callbackMine by this agent; false for anyone of the campaign
 */
public record UnfinishedWrapUp(
        String agent,
        String call,
        String campaign,
        String number,
        String name,
        OptionalLong lead,
        Duration talked,
        String end,
        Instant endedAt,
        String disposition,
        String note,
        Optional<LocalDateTime> callbackAt,
        boolean callbackMine) {
    @Override
    public String toString() {
        return "UnfinishedWrapUp[" + agent + "]"; // the customer's data stays out of logs
    }
}
