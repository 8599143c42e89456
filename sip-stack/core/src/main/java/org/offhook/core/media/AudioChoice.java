package org.offhook.core.media;

import java.util.Optional;

/**
 * Which devices to use and how to process the microphone. An absent id follows the system's choice.
 *
 * @param captureId microphone
 * @param playoutId speaker or headset
 * @param ringerId where incoming calls ring
 * @param removeEcho acoustic echo cancellation
 * @param removeNoise noise suppression
 * @param evenVolume automatic gain
 */
public record AudioChoice(
        Optional<String> captureId,
        Optional<String> playoutId,
        Optional<String> ringerId,
        boolean removeEcho,
        boolean removeNoise,
        boolean evenVolume) {
    public static final AudioChoice SYSTEM =
            new AudioChoice(Optional.empty(), Optional.empty(), Optional.empty(), true, true, false);
}
