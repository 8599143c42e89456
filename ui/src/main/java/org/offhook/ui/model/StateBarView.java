package org.offhook.ui.model;

/**
 * The state bar.
 *
 * @param timer running time, or empty
 * @param second the line below, or empty
 * @param over the pause is over its limit
 * @param strongSecond the second line matters now (muted)
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
        boolean hasMenu) {

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
        AFTER_CALL
    }
}
