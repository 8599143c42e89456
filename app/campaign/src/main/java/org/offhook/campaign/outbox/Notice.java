package org.offhook.campaign.outbox;

import java.time.Instant;

/**
 * A notice to another system.
 *
 * @param key idempotency key that goes along with every delivery, time-ordered
 * @param destination who gets it
 * @param kind what it tells
 * @param payload its text, usually JSON
 * @param attempts made so far
 * @param lastFailure why the last attempt failed; empty for none
 */
public record Notice(
        long id,
        String key,
        String destination,
        String kind,
        String payload,
        int attempts,
        Instant createdAt,
        String lastFailure) {
    @Override
    public String toString() {
        return "Notice[" + id + " " + kind + "]"; // a payload holds the customer's data
    }
}
