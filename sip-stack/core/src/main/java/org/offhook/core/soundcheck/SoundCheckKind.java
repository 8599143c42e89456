package org.offhook.core.soundcheck;

/** What can be tried out. */
public enum SoundCheckKind {
    /** The microphone's level is shown. */
    LISTEN,
    /** A few seconds of the microphone are recorded and played back. */
    LOOP,
    /** A tone on the speaker. */
    SPEAKER,
    /** The ring on the ringer. */
    RINGER
}
