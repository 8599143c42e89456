package org.offhook.ui.call;

/** What stays of the call's tiles while its keypad is open, by the height of the window. */
public enum KeypadForm {
    /** All of them with their words, in two rows. */
    WORDS,
    /** All of them in one row, as icons. */
    ICONS,
    /** Mute and the keypad's own, beside what was sent: closing the keypad brings the others back. */
    TWO,
    /** The same two below what was sent, at the keys' end: half of a screen of 768 at 200 % has no room for anything below the keys. */
    BESIDE;

    /** Whether there is room for the keys alone. */
    boolean low() {
        return this == TWO || this == BESIDE;
    }
}
