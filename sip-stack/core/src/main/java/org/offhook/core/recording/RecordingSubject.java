package org.offhook.core.recording;

import org.offhook.core.call.CallId;

/**
 * What a recording is of; its file is named after it.
 *
 * @param number of the far end; may be empty
 */
public record RecordingSubject(CallId call, String number, boolean incoming) {
    @Override
    public String toString() {
        return "RecordingSubject[" + call + "]"; // numbers stay out of logs
    }
}
