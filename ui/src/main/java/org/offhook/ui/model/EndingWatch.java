package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;

/**
 * Since when the call on the card has been ending. Ending takes as long as the far end's answer does; when that is long, the agent
 * may give up waiting for it.
 *
 * @param call the call that is ending, if one is
 * @param since when it was first seen to be
 */
public record EndingWatch(Optional<CallId> call, Instant since) {
    /** How long an ending may take before giving it up is offered. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    public static final EndingWatch NOTHING = new EndingWatch(Optional.empty(), Instant.MIN);

    /** What to watch from now on. */
    public EndingWatch next(AgentSnapshot snapshot, Instant now) {
        Optional<CallId> ending = Calls.onCard(snapshot)
                .filter(view -> view.phase() == CallView.Phase.ENDING)
                .map(CallView::id);
        return ending.equals(call) ? this : new EndingWatch(ending, ending.isPresent() ? now : Instant.MIN);
    }

    /**
     * Whether the agent may stop waiting. Not for an answered call: its end waits only for the ACK that RFC 3261 §15 wants before a
     * BYE, which comes or is given up by itself.
     */
    public boolean mayEndNow(CallView view, Instant now) {
        return call.equals(Optional.of(view.id()))
                && view.connectedAt().isEmpty()
                && !now.isBefore(since.plus(PATIENCE));
    }

    /** When that will be, if a call is ending. */
    public Optional<Instant> patienceEnds() {
        return call.map(id -> since.plus(PATIENCE));
    }
}
