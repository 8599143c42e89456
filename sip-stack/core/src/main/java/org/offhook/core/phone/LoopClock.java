package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Wall time that never steps while the machine is awake: it runs on the monotonic clock. A jump of the wall clock against it means
 * that the machine slept (or somebody set the clock); then it is set anew. Read on the loop.
 */
public final class LoopClock implements InstantSource {
    /** Shorter gaps are scheduling and slewing, not sleep. */
    static final Duration SLEEP = Duration.ofSeconds(5);

    private record Anchor(Instant wall, long nanos) {}

    private volatile Anchor anchor = new Anchor(Instant.now(), System.nanoTime());

    @Override
    public Instant instant() {
        Anchor at = anchor;
        return at.wall().plusNanos(System.nanoTime() - at.nanos());
    }

    /** Sets this clock right when the wall clock has run away from it since the last look. */
    void catchUpAfterSleep() {
        Instant wall = Instant.now();
        if (Duration.between(instant(), wall).abs().compareTo(SLEEP) >= 0) {
            anchor = new Anchor(wall, System.nanoTime());
        }
    }
}
