package org.offhook.ui.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.CallbackView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.QueuedDial;

/** What of the agent's work the frame has to know. */
public final class Work {
    private Work() {}

    /** Whether a result is being noted and no other call is on. */
    public static boolean wrapsUp(AgentSnapshot snapshot) {
        return snapshot.agent().state() == AgentState.WRAP_UP
                && snapshot.work().wrapUp().isPresent()
                && Calls.onCard(snapshot).isEmpty();
    }

    /** Whether leads come to this desk at all. */
    public static boolean hasLeads(AgentSnapshot snapshot) {
        return snapshot.work().campaign().isPresent() || snapshot.work().lead().isPresent();
    }

    /** The lead that waits to be dialled or skipped. */
    public static Optional<LeadOnScreen> previewed(AgentSnapshot snapshot) {
        return snapshot.work().lead().filter(lead -> lead.showing() == Showing.PREVIEW);
    }

    /**
     * The promised call to be reminded of: the oldest that is due, unless the agent is busy with somebody else.
     *
     * @param putAway ids of those the agent has closed
     */
    public static Optional<CallbackView> reminder(AgentSnapshot snapshot, Set<Long> putAway) {
        return switch (snapshot.agent().state()) {
            case PAUSED, READY ->
                snapshot.work().callbacks().stream()
                        .filter(CallbackView::due)
                        .filter(callback -> !putAway.contains(callback.id()))
                        .filter(callback -> Calls.ringing(snapshot).isEmpty())
                        .min(java.util.Comparator.comparing(CallbackView::at));
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT, CALLING, ON_CALL, WRAP_UP -> Optional.empty();
        };
    }

    /** The number that the queue dials by itself in a moment. */
    public static Optional<QueuedDial> countedDown(AgentSnapshot snapshot) {
        return snapshot.queue().stream()
                .filter(dial -> dial.dialsAt().isPresent())
                .findFirst();
    }

    /** When that is. */
    public static Optional<Instant> dialsAt(AgentSnapshot snapshot) {
        return countedDown(snapshot).flatMap(QueuedDial::dialsAt);
    }

    /** When a wrap-up's time is over. */
    public static Optional<Instant> wrapUpEnds(AgentSnapshot snapshot) {
        return snapshot.work().wrapUp().flatMap(wrapUp -> wrapUp.until());
    }
}
