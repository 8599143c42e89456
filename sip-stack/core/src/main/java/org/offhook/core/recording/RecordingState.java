package org.offhook.core.recording;

import org.offhook.core.error.ErrorCode;

/** What a call's recording is doing. */
public sealed interface RecordingState {
    /** The call was not answered yet, and nobody asked. */
    record Unasked() implements RecordingState {}

    /** Asked for before the answer. */
    record Awaiting() implements RecordingState {}

    /** The same, and what is said first is not to get into it. */
    record AwaitingPaused() implements RecordingState {}

    /** The call is up and not recorded. */
    record Idle() implements RecordingState {}

    /** The file is being opened. */
    record Opening() implements RecordingState {}

    /** The file is being opened, and what is said is not to get into it. */
    record OpeningPaused() implements RecordingState {}

    record Running(String file) implements RecordingState {}

    record Paused(String file) implements RecordingState {}

    /** The call goes on without. */
    record Failed(ErrorCode error) implements RecordingState {}

    /** The call is over; the file may still be finished. */
    record Over() implements RecordingState {}

    /** What observers see of it. */
    default CallRecording view() {
        return switch (this) {
            case Unasked _, Idle _, Over _ -> CallRecording.OFF;
            case Awaiting _, Opening _ -> CallRecording.AWAITED;
            case Running _ -> CallRecording.RECORDING;
            case AwaitingPaused _, OpeningPaused _, Paused _ -> CallRecording.PAUSED;
            case Failed _ -> CallRecording.FAILED;
        };
    }
}
