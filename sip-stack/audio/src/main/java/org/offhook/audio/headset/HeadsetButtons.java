package org.offhook.audio.headset;

/**
 * How a headset's buttons stand.
 *
 * @param offHook the hook switch is off the hook
 * @param muteDown the mute button is pressed
 */
public record HeadsetButtons(boolean offHook, boolean muteDown) {
    /** On the hook, nothing pressed. */
    public static final HeadsetButtons AT_REST = new HeadsetButtons(false, false);
}
