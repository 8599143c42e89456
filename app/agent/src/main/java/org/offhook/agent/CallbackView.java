package org.offhook.agent;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A call that was promised.
 *
 * @param zone in whose wall time it was promised
 * @param mine to be made by this agent; false for anyone of the campaign
 * @param due its time has come
 */
public record CallbackView(
        long id,
        long leadId,
        String name,
        String number,
        Instant at,
        ZoneId zone,
        boolean mine,
        String comment,
        boolean due) {
    @Override
    public String toString() {
        return "CallbackView[" + id + "]"; // the customer's data stays out of logs
    }
}
