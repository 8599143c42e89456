package org.offhook.core.port;

import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.registration.RegistrationInput;

/**
 * Where adapters put what happened. Callable from any thread; returns at once; never throws; order is kept per calling thread.
 */
public interface PhoneInbox {
    /** Something happened to a call. Inputs of a call that no longer exists are counted and dropped. */
    void callInput(CallId call, CallInput input);

    /** A new incoming call; {@code call} is the id that signalling gave it with {@link #newCallId()}. */
    void incomingCall(CallId call, CallInput.InviteReceived invite);

    void registrationInput(RegistrationInput input);

    /** Something was told of mailbox or busy lamps, or became of asking for it. */
    void watchInput(WatchInput input);

    /**
     * The sound devices changed.
     *
     * @param devices all that are there now
     * @param problem why there is no sound, if there is none
     */
    void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem);

    /** Something happened to the file of a call's recording. Only a phone records; other receivers have nothing to do with it. */
    default void recordingInput(CallId call, RecordingInput input) {}

    /**
     * The devices of a sound check are open and give sound. Only a phone checks its sound.
     *
     * @param problem what of it cannot be had, if anything
     */
    default void soundCheckOpened(Optional<ErrorCode> problem) {}

    /** A fresh, process-unique id. */
    CallId newCallId();
}
