package org.offhook.core.call;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;

/**
 * How long a re-INVITE that collided waits (RFC 3261 §14.1), in steps of 10 ms. When exactly the 491 came is as good a die as any, and
 * leaves machines functions of their inputs.
 */
public final class BackOff {
    private BackOff() {}

    /** 2.1 to 4 s, where the Call-ID is ours. */
    public static Duration ofOwner(Instant now) {
        return Duration.ofMillis(2_100 + 10L * (die(now) % 191));
    }

    /** At most 2 s, where it is the far end's. */
    public static Duration ofOther(Instant now) {
        return Duration.ofMillis(10L * (die(now) % 201));
    }

    private static int die(Instant now) {
        return now.get(ChronoField.MICRO_OF_SECOND);
    }
}
