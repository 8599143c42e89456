package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;

/**
 * The phone at one instant. Immutable; a later one has a greater version.
 *
 * @param calls live ones first, those on hold after the others, each in order of start; then those that just ended
 * @param audioProblem why there is no sound, if there is none
 */
public record PhoneSnapshot(
        long version,
        RegistrationView registration,
        List<CallView> calls,
        List<AudioDevice> audioDevices,
        AudioChoice audioChoice,
        Optional<ErrorCode> audioProblem) {

    public static final PhoneSnapshot INITIAL =
            new PhoneSnapshot(0, RegistrationView.NONE, List.of(), List.of(), AudioChoice.SYSTEM, Optional.empty());

    public Optional<CallView> call(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    /** The call that dock and card speak of: the first live one. */
    public Optional<CallView> activeCall() {
        return calls.stream().filter(CallView::live).findFirst();
    }
}
