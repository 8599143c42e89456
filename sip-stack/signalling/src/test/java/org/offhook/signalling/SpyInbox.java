package org.offhook.signalling;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;

/** Keeps what signalling reports. */
final class SpyInbox implements PhoneInbox {
    record Heard(CallId call, CallInput input) {}

    final BlockingQueue<Heard> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<RegistrationInput> registration = new LinkedBlockingQueue<>();
    final BlockingQueue<WatchInput> watch = new LinkedBlockingQueue<>();
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public void callInput(CallId call, CallInput input) {
        calls.add(new Heard(call, input));
    }

    @Override
    public void incomingCall(CallId call, CallInput.InviteReceived invite) {
        calls.add(new Heard(call, invite));
    }

    @Override
    public void registrationInput(RegistrationInput input) {
        registration.add(input);
    }

    @Override
    public void watchInput(WatchInput input) {
        watch.add(input);
    }

    @Override
    public void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem) {}

    @Override
    public CallId newCallId() {
        return new CallId("call-" + ids.incrementAndGet());
    }

    /** The next input of a call, which must be of this kind. */
    <T extends CallInput> T next(Class<T> kind) throws InterruptedException {
        return kind.cast(nextHeard(kind).input());
    }

    Heard nextHeard(Class<? extends CallInput> kind) throws InterruptedException {
        Heard heard = calls.poll(10, TimeUnit.SECONDS);
        if (heard == null || !kind.isInstance(heard.input())) {
            throw new AssertionError("wanted " + kind.getSimpleName() + ", heard " + heard);
        }
        return heard;
    }

    <T extends RegistrationInput> T nextRegistration(Class<T> kind) throws InterruptedException {
        RegistrationInput heard = registration.poll(40, TimeUnit.SECONDS);
        if (!kind.isInstance(heard)) {
            throw new AssertionError("wanted " + kind.getSimpleName() + ", heard " + heard);
        }
        return kind.cast(heard);
    }
}
