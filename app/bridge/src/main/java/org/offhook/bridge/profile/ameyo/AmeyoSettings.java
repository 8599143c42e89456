package org.offhook.bridge.profile.ameyo;

import java.time.Duration;

/**
 * How calls are made for Ameyo's callers.
 *
 * @param order who is called first
 * @param agentLimit how long a number may wait for the agent, who may be on another call
 * @param extraLimit how much longer than the campaign's ring limit the outcome is waited for
 * @param lookEvery how often the store is asked for the outcome
 */
public record AmeyoSettings(Order order, Duration agentLimit, Duration extraLimit, Duration lookEvery) {
    /** As the document says it: the customer first. */
    public static final AmeyoSettings USUAL = new AmeyoSettings(
            Order.CUSTOMER_FIRST, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMillis(250));

    /** Who is called first. */
    public enum Order {
        /** The phone dials; the agent is on it when the customer answers. */
        CUSTOMER_FIRST,
        /** The agent is shown the number and presses Dial; not doing so is "did not answer". */
        AGENT_FIRST
    }
}
