package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast others may have the agent dial: a bucket of {@code burst} that gains one each {@code interval}.
 *
 * @param emptyAt the bucket's level, told as the time when it would have been empty and refilling ever since
 */
public record DialRate(int burst, Duration interval, Instant emptyAt) {
    static DialRate full(int burst, Duration interval) {
        return new DialRate(burst, interval, Instant.EPOCH);
    }

    /** Takes one; empty when there is none. */
    Optional<DialRate> take(Instant now) {
        Instant earliest = now.minus(interval.multipliedBy(burst));
        Instant level = emptyAt.isBefore(earliest) ? earliest : emptyAt;
        Instant after = level.plus(interval);
        return after.isAfter(now) ? Optional.empty() : Optional.of(new DialRate(burst, interval, after));
    }
}
