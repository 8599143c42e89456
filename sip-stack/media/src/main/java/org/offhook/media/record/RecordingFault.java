package org.offhook.media.record;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.offhook.core.error.ErrorCode;

/** Why a recording could not be opened, or not be written any further. */
public final class RecordingFault extends IOException {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    /** @param message for the administrator; names no customer */
    public RecordingFault(ErrorCode error, String message) {
        super(message);
        this.error = error;
    }

    /** What to tell. */
    public ErrorCode error() {
        return error;
    }

    /** Tells a full disk from a folder that cannot be written. The systems say it in words only. */
    static RecordingFault of(IOException thrown) {
        if (thrown instanceof RecordingFault known) {
            return known;
        }
        String reason = thrown instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(thrown.getMessage());
        String words = reason.toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space") || words.contains("not enough space") || words.contains("quota");
        return new RecordingFault(
                full ? ErrorCode.RECORDING_DISK_FULL : ErrorCode.RECORDING_NOT_WRITABLE,
                thrown.getClass().getSimpleName() + (full ? ": no space left" : ""));
    }
}
