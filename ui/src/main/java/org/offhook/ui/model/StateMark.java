package org.offhook.ui.model;

import java.util.Locale;
import java.util.Optional;

/** The shape that says the state together with its word and colour, so that none of the three is needed alone. */
public enum StateMark {
    /** Hollow ring: logged out, set-up. */
    RING(Optional.empty()),
    /** Filled circle. */
    READY(Optional.of(IconName.CHECK)),
    /** Rounded square. */
    PAUSED(Optional.of(IconName.PAUSE)),
    /** Pill with an arrow. */
    CALLING(Optional.of(IconName.CALL_MADE)),
    /** Pill with a handset. */
    ON_CALL(Optional.of(IconName.CALL)),
    /** Hollow pill with two bars: a line on hold. */
    HELD(Optional.of(IconName.PAUSE)),
    /** Diamond. */
    RINGING(Optional.of(IconName.RINGING)),
    /** Hexagon. */
    WRAP_UP(Optional.of(IconName.EDIT)),
    /** Triangle. */
    ERROR(Optional.of(IconName.EXCLAMATION));

    private final Optional<IconName> icon;

    StateMark(Optional<IconName> icon) {
        this.icon = icon;
    }

    public Optional<IconName> icon() {
        return icon;
    }

    public String styleClass() {
        return "mark-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
