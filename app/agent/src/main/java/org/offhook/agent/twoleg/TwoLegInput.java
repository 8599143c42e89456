package org.offhook.agent.twoleg;

/** What can happen to a two-leg call. */
public sealed interface TwoLegInput {
    record StartRequested() implements TwoLegInput {}

    record HangUpRequested() implements TwoLegInput {}

    /**
     * A leg is on its way.
     *
     * @param call its Call-ID
     */
    record LegPlaced(Leg leg, String call) implements TwoLegInput {}

    record LegAnswered(Leg leg) implements TwoLegInput {}

    /** A leg is over; {@code failure} counts only where it had not answered. */
    record LegEnded(Leg leg, LegFailure failure) implements TwoLegInput {}

    /** The legs hear each other. */
    record LegsJoined() implements TwoLegInput {}

    record JoinFailed() implements TwoLegInput {}

    /** @param whole false when it could not be played, or not to its end */
    record AnnouncementEnded(boolean whole) implements TwoLegInput {}

    /** Leg one pressed a key (RFC 4733). */
    record KeyPressed(char key) implements TwoLegInput {}

    record TimerFired(TwoLegTimer timer) implements TwoLegInput {}

    /** Timers the machine asks for. */
    enum TwoLegTimer {
        FIRST_LIMIT,
        SECOND_LIMIT,
        /** A leg whose end is not confirmed in this time is given up. */
        END_GUARD
    }
}
