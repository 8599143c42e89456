package org.offhook.agent.twoleg;

/** What is known once leg one is. */
public sealed interface StageOne {
    /**
     * Leg one answered.
     *
     * @param firstCall Call-ID of leg one
     * @param secondCall Call-ID of leg two; empty for an announcement, or when leg two could not be placed
     */
    record Answered(String firstCall, String secondCall) implements StageOne {}

    /** @param firstCall Call-ID of leg one; empty when it was never placed */
    record Failed(LegFailure failure, String firstCall) implements StageOne {}
}
