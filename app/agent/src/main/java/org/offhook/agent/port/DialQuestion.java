package org.offhook.agent.port;

import java.util.Map;
import org.offhook.agent.LeadWish;

/**
 * A number about to be dialled or looked at.
 *
 * @param number as typed or sent
 * @param phoneCode country code that came with it; empty for the campaign's
 * @param preview only its lead is wanted: nothing is dialled yet
 * @param source who asked
 * @param facts what the CRM sent along
 */
public record DialQuestion(
        String agent,
        String campaign,
        String number,
        String phoneCode,
        LeadWish lead,
        boolean preview,
        String source,
        Map<String, String> facts) {
    @Override
    public String toString() {
        return "DialQuestion[" + source + "]"; // numbers stay out of logs
    }
}
