package org.offhook.media;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.registration.RegistrationInput;

/** Notes what the media path told the phone. */
final class SpyInbox implements PhoneInbox {

    final ConcurrentLinkedQueue<CallInput> inputs = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Optional<ErrorCode>> audioProblems = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RecordingInput> recordings = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Optional<ErrorCode>> checksOpened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public void callInput(CallId call, CallInput input) {
        inputs.add(input);
    }

    @Override
    public void incomingCall(CallId call, CallInput.InviteReceived invite) {
        throw new AssertionError("media takes no calls");
    }

    @Override
    public void registrationInput(RegistrationInput input) {
        throw new AssertionError("media does not register");
    }

    @Override
    public void watchInput(WatchInput input) {
        throw new AssertionError("media watches nobody");
    }

    @Override
    public void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem) {
        audioProblems.add(problem);
    }

    @Override
    public void soundCheckOpened(Optional<ErrorCode> problem) {
        checksOpened.add(problem);
    }

    @Override
    public void recordingInput(CallId call, RecordingInput input) {
        recordings.add(input);
    }

    @Override
    public CallId newCallId() {
        throw new AssertionError("not asked for " + ids.incrementAndGet());
    }

    int reservedPort() {
        Eventually.holds("ports reserved", () -> inputs.stream().anyMatch(CallInput.MediaReserved.class::isInstance));
        return inputs.stream()
                .filter(CallInput.MediaReserved.class::isInstance)
                .map(input -> ((CallInput.MediaReserved) input).media().rtpPort())
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
