package org.offhook.ui.fx;

import java.time.Duration;

/**
 * Keeps a press from landing on a button that has just appeared under the pointer or changed its meaning: the button is inert for
 * a while, and then until the pointer has moved or left, so that a press meant for what was there before does nothing.
 *
 * <p>Pure but for its own fields; time and pointer come in.
 */
public final class DwellGuard {
    /** How long a button is inert after it appears or changes. */
    public static final Duration DWELL = Duration.ofMillis(500);

    /** How far the pointer must move afterwards, in logical pixels. */
    public static final double MOVE = 4;

    private sealed interface State {
        record Open() implements State {}

        /** Inert until {@code untilMillis}, then until the pointer is {@link #MOVE} away from here. */
        record Inert(long untilMillis, double x, double y) implements State {}
    }

    private static final State OPEN = new State.Open();
    private State state = OPEN;

    /** Starts anew; the pointer stands at x, y of the scene, or nowhere ({@code NaN}). */
    public void restart(long nowMillis, Duration dwell, double x, double y) {
        state = new State.Inert(nowMillis + dwell.toMillis(), x, y);
    }

    /** The pointer moved to x, y of the scene, or left it ({@code NaN}). */
    public void pointerAt(long nowMillis, double x, double y) {
        if (!(state instanceof State.Inert inert)) {
            return;
        }
        if (nowMillis < inert.untilMillis()) {
            state = new State.Inert(inert.untilMillis(), x, y);
        } else if (Double.isNaN(x) || Double.isNaN(inert.x()) || Math.hypot(x - inert.x(), y - inert.y()) >= MOVE) {
            state = OPEN;
        }
    }

    /** Whether a press with the pointer counts. */
    public boolean acceptsPress(long nowMillis) {
        return switch (state) {
            case State.Open() -> true;
            case State.Inert inert -> nowMillis >= inert.untilMillis() && Double.isNaN(inert.x());
        };
    }

    /** Whether a shortcut counts: only the time matters for keys. */
    public boolean acceptsShortcut(long nowMillis) {
        return switch (state) {
            case State.Open() -> true;
            case State.Inert inert -> nowMillis >= inert.untilMillis();
        };
    }
}
