package org.offhook.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.offhook.ui.fx.Alarm;

/** Time that stands until the test moves it. Alarms ring, in order, on the thread that moves it. */
public final class TestTime implements InstantSource, Alarm {
    private record Set(Instant at, Runnable action, long order) {}

    private final List<Set> alarms = new ArrayList<>();
    private volatile Instant now;
    private long order;

    public TestTime(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration time, Runnable action) {
        order++;
        var alarm = new Set(now.plus(time), action, order);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Set alarm) {
        alarms.remove(alarm);
    }

    /** Moves time forward, ringing what is due on the way; on the JavaFX thread where views are concerned. */
    public void advance(Duration time) {
        Instant target = now.plus(time);
        for (Set due = nextDue(target); due != null; due = nextDue(target)) {
            now = due.at();
            due.action().run();
        }
        now = target;
    }

    private synchronized @org.jspecify.annotations.Nullable Set nextDue(Instant target) {
        var due = alarms.stream()
                .filter(alarm -> !alarm.at().isAfter(target))
                .min(Comparator.comparing(Set::at).thenComparingLong(Set::order));
        due.ifPresent(alarms::remove);
        return due.orElse(null);
    }
}
