package org.offhook.audio.headset;

/** What a headset has to know of the phone. */
public enum PhoneSituation {
    NO_CALL,
    /** A call rings here, and nobody is talked to. */
    RINGS,
    /** A call is up, or is dialled. */
    UP,
    /** The same, and nobody hears the agent. */
    UP_MUTED;

    HeadsetLamps lamps() {
        return switch (this) {
            case NO_CALL -> HeadsetLamps.DARK;
            case RINGS -> new HeadsetLamps(true, false, false);
            case UP -> new HeadsetLamps(false, true, false);
            case UP_MUTED -> new HeadsetLamps(false, true, true);
        };
    }
}
