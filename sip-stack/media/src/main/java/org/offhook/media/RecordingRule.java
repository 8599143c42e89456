package org.offhook.media;

import java.nio.file.Path;
import java.util.Optional;
import org.offhook.core.call.CallId;

/** Says which calls are recorded, and where. Asked on the loop when a call's media starts; returns at once. */
public interface RecordingRule {

    /** Records nothing. */
    RecordingRule NEVER = call -> Optional.empty();

    /** The WAV file for a call, or empty when it is not recorded. */
    Optional<Path> fileFor(CallId call);
}
