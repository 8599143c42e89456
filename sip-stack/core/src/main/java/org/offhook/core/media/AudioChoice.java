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
 * @param microphoneDb what is added to the microphone's level, from {@value #LEAST_DB} to {@value #MOST_DB} dB; what is beyond counts as the bound
 * @param speakerDb what is added to the level of what the agent hears, likewise
 */
public record AudioChoice(
        Optional<String> captureId,
        Optional<String> playoutId,
        Optional<String> ringerId,
        boolean removeEcho,
        boolean removeNoise,
        boolean evenVolume,
        int microphoneDb,
        int speakerDb) {
    public static final int LEAST_DB = -12;
    public static final int MOST_DB = 12;

    public static final AudioChoice SYSTEM =
            new AudioChoice(Optional.empty(), Optional.empty(), Optional.empty(), true, true, false);

    public AudioChoice {
        microphoneDb = Math.clamp(microphoneDb, LEAST_DB, MOST_DB);
        speakerDb = Math.clamp(speakerDb, LEAST_DB, MOST_DB);
    }

    /** With both levels as the devices have them. */
    public AudioChoice(
            Optional<String> captureId,
            Optional<String> playoutId,
            Optional<String> ringerId,
            boolean removeEcho,
            boolean removeNoise,
            boolean evenVolume) {
        this(captureId, playoutId, ringerId, removeEcho, removeNoise, evenVolume, 0, 0);
    }

    /** On these devices, all else as it is. */
    public AudioChoice on(Optional<String> capture, Optional<String> playout, Optional<String> ringer) {
        return new AudioChoice(capture, playout, ringer, removeEcho, removeNoise, evenVolume, microphoneDb, speakerDb);
    }

    /** Processed like this, all else as it is. */
    public AudioChoice processed(boolean echo, boolean noise, boolean even) {
        return new AudioChoice(captureId, playoutId, ringerId, echo, noise, even, microphoneDb, speakerDb);
    }

    /** At these levels, all else as it is. */
    public AudioChoice at(int microphone, int speaker) {
        return new AudioChoice(
                captureId, playoutId, ringerId, removeEcho, removeNoise, evenVolume, microphone, speaker);
    }

    /** Whether only levels differ, so that no device has to be opened anew. */
    public boolean sameButLevels(AudioChoice other) {
        return at(0, 0).equals(other.at(0, 0));
    }
}
