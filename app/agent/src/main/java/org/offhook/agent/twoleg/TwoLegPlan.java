package org.offhook.agent.twoleg;

import java.time.Duration;

/**
 * What is to be called. Several numbers as leg one are as many plans.
 *
 * @param firstLimit how long leg one may ring; 1 to 300 s
 * @param secondLimit how long leg two may ring
 */
public record TwoLegPlan(
        LegTarget first, LegTarget second, Duration firstLimit, Duration secondLimit, Joining joining) {
    /** Where the sound of both meets. */
    public enum Joining {
        /** Between the parties: third-party call control (RFC 3725). */
        BETWEEN_PARTIES,
        /** Through this program, because one leg is its own phone; where that is another program's, between the parties. */
        THROUGH_WIDGET,
        /** Through this program, which records both. */
        RECORDED
    }

    public TwoLegPlan {
        boolean bothOwn = first instanceof LegTarget.OwnPhone && second instanceof LegTarget.OwnPhone;
        if (first instanceof LegTarget.Announcement || bothOwn) {
            throw new IllegalArgumentException("leg one is somebody who can answer, and not both are this phone");
        }
    }
}
