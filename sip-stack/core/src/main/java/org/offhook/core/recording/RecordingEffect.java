package org.offhook.core.recording;

import org.offhook.core.error.ErrorCode;

/** What is to be done about a recording. */
public sealed interface RecordingEffect {
    record OpenFile() implements RecordingEffect {}

    /** Silence instead of speech from the next frame on, or speech again. */
    record KeepOut(boolean silent) implements RecordingEffect {}

    record CloseFile() implements RecordingEffect {}

    /** The file is complete and on the disk. */
    record TellFinished(String file) implements RecordingEffect {}

    record TellFault(ErrorCode error, String detail) implements RecordingEffect {}

    record Refuse(ErrorCode error, String detail) implements RecordingEffect {}
}
