package org.offhook.desktop.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells what happens as it happens, with the time since the beginning, and keeps the verdicts. */
public final class Story {
    private final Consumer<String> lines;
    private final long beganNanos = System.nanoTime();
    private final List<String> failures = new ArrayList<>();

    /** @param lines where the lines go; called from several threads, one at a time */
    public Story(Consumer<String> lines) {
        this.lines = lines;
    }

    /** One line of the timeline. */
    public synchronized void tell(String what) {
        double millis = (System.nanoTime() - beganNanos) / 1_000_000.0;
        lines.accept(String.format(Locale.ROOT, "%10.1f ms  %s", millis, what));
    }

    /** One thing that had to happen. */
    public synchronized void check(String what, boolean happened, String detail) {
        lines.accept((happened ? "  ok      " : "  MISSING ") + what + (detail.isEmpty() ? "" : ": " + detail));
        if (!happened) {
            failures.add(what);
        }
    }

    /** A line without a time. */
    public synchronized void note(String line) {
        lines.accept(line);
    }

    /** What did not happen. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
