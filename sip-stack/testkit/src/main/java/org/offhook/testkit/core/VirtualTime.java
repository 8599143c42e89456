package org.offhook.testkit.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so. */
public final class VirtualTime implements InstantSource {
    /** A Monday morning. */
    public static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets time pass; nothing else happens by itself. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Moves on to {@code instant}, never back. */
    public void passUntil(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
