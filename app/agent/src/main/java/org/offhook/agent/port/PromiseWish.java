package org.offhook.agent.port;

import java.time.LocalDateTime;
import org.offhook.agent.LeadWish;

/**
 * A call that an agent promises outside of a wrap-up.
 *
 * @param number as it would be dialled
 * @param lead whose callback it is
 * @param at in the lead's own time zone where it is known, else in the desk's
 */
public record PromiseWish(String agent, String campaign, String number, LeadWish lead, LocalDateTime at) {
    @Override
    public String toString() {
        return "PromiseWish[" + agent + "]"; // numbers stay out of logs
    }
}
