package org.offhook.core.recording;

/** What can be asked of a call's recording. */
public enum RecordingOrder {
    /** Before the answer it is kept in mind; where a recording is paused it goes on. */
    START,
    /** Nothing that is said from now on gets into the file: a card number is about to be told. */
    PAUSE,
    RESUME,
    /** Ends the file; starting again makes another one. */
    STOP
}
