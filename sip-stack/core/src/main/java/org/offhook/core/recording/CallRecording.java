package org.offhook.core.recording;

/** Whether a call is recorded, as observers see it. */
public enum CallRecording {
    /** Nobody asked for it, or it was ended. */
    OFF,
    /** Asked for; it begins with the answer, or as soon as the file is open. */
    AWAITED,
    RECORDING,
    /** The file goes on with silence, so that times in it stay those of the call. */
    PAUSED,
    /** Asked for, but not recorded: a fault says why. */
    FAILED
}
