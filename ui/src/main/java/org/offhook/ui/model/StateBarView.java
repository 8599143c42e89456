package org.offhook.ui.model;

import java.util.Optional;

/**
 * The state bar.
 *
 * @param timer running time, or empty
 * @param second the line below, or empty
 * @param over the pause is over its limit, or the time is nearly over
 * @param strongSecond the second line matters now (muted)
 * @param timeLeft how much of a time that runs out is left, 0 to 1, for the line at the bar's foot
 */
public record StateBarView(
        StateMark mark,
        Tone tone,
        String word,
        String timer,
        String second,
        boolean over,
        boolean strongSecond,
        StateButton button,
        boolean hasMenu,
        Optional<Double> timeLeft) {

    public StateBarView(
            StateMark mark,
            Tone tone,
            String word,
            String timer,
            String second,
            boolean over,
            boolean strongSecond,
            StateButton button,
            boolean hasMenu) {
        this(mark, tone, word, timer, second, over, strongSecond, button, hasMenu, Optional.empty());
    }

    /** The button at the bar's end. */
    public enum StateButton {
        NONE,
        GO_READY,
        /** Go ready, but the phone is not connected. */
        GO_READY_OFF,
        /** Pauses at once: no reasons to choose from. */
        PAUSE,
        /** Opens the reasons. */
        PAUSE_MENU,
        /** Opens what comes after the call. */
        AFTER_CALL,
        /** More time to note a result. */
        MORE_TIME
    }
}
