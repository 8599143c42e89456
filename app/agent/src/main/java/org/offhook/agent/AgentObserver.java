package org.offhook.agent;

import java.util.List;

/** Sees every step of the desk. Called on the loop: copy and return at once. */
@FunctionalInterface
public interface AgentObserver {
    /**
     * @param snapshot the state after the step
     * @param events what happened in it, in order; may be empty
     */
    void onStep(AgentSnapshot snapshot, List<SequencedEvent> events);
}
