package org.offhook.campaign.schedule;

import java.time.Duration;
import java.time.Instant;
import org.offhook.campaign.schedule.FutureCall.State;

/** When a future call is dialled, tried again, or given up. Pure. */
public final class FutureCallRules {
    /** How late a call is still made when the phone was off at its time. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    private FutureCallRules() {}

    /** What an attempt's end makes of the call. */
    public record After(State state, Instant due) {}

    /** True when {@code due} is so long ago that the call is missed instead of made. */
    public static boolean missed(Instant due, Instant now, Duration grace) {
        return now.isAfter(due.plus(grace));
    }

    /**
     * After an attempt.
     *
     * @param attempts begun so far, this one included
     */
    public static After after(NewFutureCall call, int attempts, LegOneEnd end, Instant due, Instant now) {
        return switch (end) {
            case ANSWERED, REFUSED -> new After(State.DONE, due);
            case NOT_ANSWERED ->
                attempts <= call.moreAttempts()
                        ? new After(State.WAITING, now.plus(call.retryAfter()))
                        : new After(State.EXHAUSTED, due);
        };
    }
}
