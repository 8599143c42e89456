package org.offhook.agent.floor;

import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.core.phone.CallView;

/** Says in the store's words where the agent of a snapshot is. */
final class FloorPositions {
    private FloorPositions() {}

    /**
     * @param snapshot of a desk where somebody is logged in
     * @param lead on the screen; 0 for none
     */
    static AgentPosition of(AgentSnapshot snapshot, String campaign, boolean onBreak, long lead) {
        AgentPosition.State state = state(snapshot.agent().state());
        return new AgentPosition(
                campaign,
                snapshot.phone().registration().extension(),
                state,
                state == AgentPosition.State.PAUSED ? snapshot.agent().reason() : "",
                state == AgentPosition.State.PAUSED && onBreak,
                call(snapshot),
                lead,
                snapshot.autoDial(),
                snapshot.agent().since());
    }

    private static AgentPosition.State state(AgentState state) {
        return switch (state) {
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT, PAUSED -> AgentPosition.State.PAUSED;
            case READY -> AgentPosition.State.READY;
            case CALLING -> AgentPosition.State.DIALLING;
            case ON_CALL -> AgentPosition.State.IN_CALL;
            case WRAP_UP -> AgentPosition.State.WRAP_UP;
        };
    }

    private static String call(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream()
                .filter(CallView::live)
                .findFirst()
                .map(call -> call.id().value())
                .orElse("");
    }
}
