package org.offhook.agent.twoleg;

import java.util.function.Consumer;

/**
 * Places, joins and ends the legs of one two-leg call. Called on the two-leg loop only; nothing here blocks it. What comes of an order is
 * told to the {@code inbox} given at the beginning, from any thread.
 */
public interface TwoLegCallPort {
    /** The legs of one call. */
    interface Legs {
        /** {@code LegPlaced} or {@code LegEnded} answers before anything else of this leg. */
        void call(Leg leg, LegTarget target);

        /** {@code LegEnded} answers, also when it was never placed. */
        void end(Leg leg);

        /** {@code LegsJoined} or {@code JoinFailed} answers. */
        void join(TwoLegPlan.Joining how);

        /** {@code AnnouncementEnded} answers; {@code KeyPressed} may come before. */
        void announce(String name);

        void stopAnnouncement();
    }

    /** Whether this port can do what the plan wants; asked before anything is dialled. */
    boolean takes(TwoLegPlan plan);

    /** The legs of a new call. */
    Legs begin(TwoLegPlan plan, Consumer<TwoLegInput> inbox);
}
