package org.offhook.ui.look;

/** Which set of colours the window wears. */
public enum Theme {
    /** Light or dark as the system says, and following it. */
    SYSTEM,
    LIGHT,
    DARK,
    HIGH_CONTRAST
}
