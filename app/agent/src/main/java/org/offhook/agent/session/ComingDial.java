package org.offhook.agent.session;

import java.time.Instant;
import java.util.Optional;

/** What the queue is about to dial by itself. */
public sealed interface ComingDial {
    /** Nothing. */
    record None() implements ComingDial {}

    /**
     * The agent sees it and can say Wait.
     *
     * @param id of the number that waits, at this desk or in the store
     * @param at when it is dialled
     */
    record CountedDown(String id, Instant at) implements ComingDial {}

    /** The agent said Wait: nothing is dialled by itself until the agent has been busy, or asks for it. */
    record Held() implements ComingDial {}

    /** The number that is counted down. */
    default Optional<CountedDown> counted() {
        return this instanceof CountedDown counted ? Optional.of(counted) : Optional.empty();
    }
}
