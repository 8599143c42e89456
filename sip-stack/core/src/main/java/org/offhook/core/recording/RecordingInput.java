package org.offhook.core.recording;

import org.offhook.core.error.ErrorCode;

/** What happens to a recording. */
public sealed interface RecordingInput {
    record Ordered(RecordingOrder order) implements RecordingInput {}

    record CallConnected() implements RecordingInput {}

    record CallEnded() implements RecordingInput {}

    /** @param file its name within the folder of recordings */
    record FileOpened(String file) implements RecordingInput {}

    /** It could not be opened, or not be written any further; what is in it stays. */
    record FileFailed(ErrorCode error, String detail) implements RecordingInput {}

    /** It is complete. */
    record FileFinished(String file) implements RecordingInput {}
}
