package org.offhook.ui.model;

import java.util.Locale;

/** The role a surface or word plays; each has its colours in every theme. */
public enum Tone {
    NEUTRAL,
    READY,
    PAUSED,
    /** Someone can hear you: solid, not tinted. */
    ON_CALL,
    RINGING,
    WRAP_UP,
    DANGER,
    INFO;

    /** Style class that gives a node this role. */
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
