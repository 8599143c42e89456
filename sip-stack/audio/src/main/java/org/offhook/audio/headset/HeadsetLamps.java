package org.offhook.audio.headset;

/** What a headset shows. A headset that is told it is off the hook opens its microphone, so that is kept true as well. */
public record HeadsetLamps(boolean ring, boolean offHook, boolean mute) {
    /** All dark. */
    public static final HeadsetLamps DARK = new HeadsetLamps(false, false, false);
}
