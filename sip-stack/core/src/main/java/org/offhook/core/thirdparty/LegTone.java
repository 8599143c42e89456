package org.offhook.core.thirdparty;

/** What a leg hears from us while it is alone. */
public enum LegTone {
    SILENCE,
    /** The other party's phone rings. */
    RINGBACK
}
