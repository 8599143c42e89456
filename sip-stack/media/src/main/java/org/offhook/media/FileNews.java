package org.offhook.media;

import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.recording.RecordingInput;
import org.offhook.media.record.CallRecorder;

/** Tells the phone what becomes of a file. */
record FileNews(CallId call, PhoneInbox to) implements CallRecorder.Listener {
    @Override
    public void opened(String file) {
        to.recordingInput(call, new RecordingInput.FileOpened(file));
    }

    @Override
    public void failed(ErrorCode error, String detail) {
        to.recordingInput(call, new RecordingInput.FileFailed(error, detail));
    }

    @Override
    public void finished(String file) {
        to.recordingInput(call, new RecordingInput.FileFinished(file));
    }
}
