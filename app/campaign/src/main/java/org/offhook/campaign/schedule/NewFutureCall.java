package org.offhook.campaign.schedule;

import java.time.Duration;

/**
 * A call to be dialled later.
 *
 * @param organisation whose it is
 * @param ident the organisation's own identification
 * @param user API user who asked
 * @param dial1 called first; several are separated by commas
 * @param dial2 called when dial1 has answered
 * @param callerId number to show; empty for the line's own
 * @param ringLimit how long dial1 may ring
 * @param moreAttempts how often it is tried again when dial1 did not answer
 * @param retryAfter pause between two attempts
 */
public record NewFutureCall(
        String organisation,
        String ident,
        String user,
        String dial1,
        String dial2,
        String callerId,
        WallTime at,
        Duration ringLimit,
        int moreAttempts,
        Duration retryAfter) {
    @Override
    public String toString() {
        return "NewFutureCall[" + organisation + "]"; // numbers stay out of logs
    }
}
