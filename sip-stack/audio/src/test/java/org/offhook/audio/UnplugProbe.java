package org.offhook.audio;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallWishes;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.media.FrameSink;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.PhoneMedia;
import org.offhook.media.ToneSource;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;

/**
 * A call on a headset whose speaker is heard by its microphone, as the fallback's is by its own: what the customer hears is their own
 * tone, through both directions of the devices. Runs in a process of its own and tells {@link UnpluggedMidCallTest} how long it was away.
 */
final class UnplugProbe implements PhoneInbox, FrameSink {
    private static final CallId CALL = new CallId("1");
    private static final float HEARD_DBOV = -40;

    private volatile List<AudioDevice> devices = List.of();
    private volatile OptionalInt port = OptionalInt.empty();
    private volatile long heardAt;
    private volatile long longestGapNanos;

    private UnplugProbe() {}

    public static void main(String[] arguments) throws IOException {
        new UnplugProbe().run();
        Runtime.getRuntime().halt(0); // natives keep threads of their own
    }

    private static void say(String key, Object value) {
        System.out.println("probe " + key + "=" + value);
    }

    private void run() throws IOException {
        PhoneMedia phone = new PhoneMedia(
                MediaEngine.onLoopback("phone"),
                AudioDevices.fromSetting("system"),
                () -> Optional.of("127.0.0.1"),
                call -> Optional.empty());
        phone.start(this);
        await("devices", () -> device("headset", AudioDevice.Kind.CAPTURE).isPresent());
        AudioChoice headset = new AudioChoice(
                device("headset", AudioDevice.Kind.CAPTURE),
                device("headset", AudioDevice.Kind.PLAYOUT),
                device("speaker", AudioDevice.Kind.PLAYOUT),
                false,
                false,
                false);
        devices.forEach(one -> say("device", one.kind() + " " + one.name() + " " + one.id()));
        say(
                "chosen",
                headset.captureId().orElse("none") + " " + headset.playoutId().orElse("none"));
        phone.choose(headset);
        phone.reserve(CALL);
        await("port", () -> port.isPresent());
        MediaEndpoint customer = MediaEndpoint.open(
                MediaEngine.onLoopback("customer"),
                new ToneSource(CallTone.steady(620, -16)),
                this,
                (digit, time) -> {});
        customer.apply(plan(port.getAsInt()));
        phone.prepare(CALL);
        phone.apply(CALL, plan(customer.rtpPort()));
        await("talking", this::heardForAWhile);
        longestGapNanos = 0;
        say("ready", "talking");
        await("unplugged", () -> !present(headset.captureId()) && !present(headset.playoutId()));
        await("fallback", this::heardForAWhile);
        say("unplugged-gap-ms", longestGapNanos / 1_000_000);
        longestGapNanos = 0;
        say("ready", "unplugged");
        await("the same ids", () -> present(headset.captureId()) && present(headset.playoutId()));
        LockSupport.parkNanos(300_000_000L);
        await("back", this::heardForAWhile);
        say("ready", "replugged");
        LockSupport.parkNanos(300_000_000L);
        say("replugged-gap-ms", longestGapNanos / 1_000_000);
        phone.startRinging(CALL, CallWishes.Ring.USUAL);
        say("ready", "ringing");
        LockSupport.parkNanos(1_300_000_000L); // while the test looks
        phone.close();
    }

    private Optional<String> device(String name, AudioDevice.Kind kind) {
        return devices.stream()
                .filter(device -> device.kind() == kind
                        && device.name().toLowerCase(java.util.Locale.ROOT).contains(name))
                .map(AudioDevice::id)
                .findFirst();
    }

    private boolean present(Optional<String> id) {
        return devices.stream().anyMatch(device -> id.equals(Optional.of(device.id())));
    }

    private static MediaPlan plan(int port) {
        return new MediaPlan(
                1,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        port,
                        port + 1,
                        Codec.PCMU,
                        Codec.PCMU.payloadType(),
                        Codec.PCMU.payloadType(),
                        20,
                        OptionalInt.empty(),
                        OptionalInt.empty())),
                Direction.SENDRECV,
                false,
                LocalTone.NONE);
    }

    /** Half a second without a hole. */
    private boolean heardForAWhile() {
        long since = System.nanoTime();
        while (System.nanoTime() - since < 500_000_000L) {
            if (System.nanoTime() - heardAt > 100_000_000L) {
                return false;
            }
            LockSupport.parkNanos(5_000_000L);
        }
        return true;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 8_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                say("missed", what);
                Runtime.getRuntime().halt(1);
            }
            LockSupport.parkNanos(5_000_000L);
        }
    }

    /** What the customer hears. */
    @Override
    public void accept(short[] samples, int offset, int count) {
        if (Level.dbov(samples, offset, count) > HEARD_DBOV) {
            long now = System.nanoTime();
            longestGapNanos = Math.max(longestGapNanos, now - heardAt);
            heardAt = now;
        }
    }

    @Override
    public void audioDevicesChanged(List<AudioDevice> present, Optional<ErrorCode> problem) {
        devices = present;
        problem.ifPresent(error -> say("problem", error.code()));
    }

    @Override
    public void callInput(CallId call, CallInput input) {
        if (input instanceof CallInput.MediaReserved reserved) {
            port = OptionalInt.of(reserved.media().rtpPort());
        }
    }

    @Override
    public void incomingCall(CallId call, CallInput.InviteReceived invite) {}

    @Override
    public void registrationInput(RegistrationInput input) {}

    @Override
    public void watchInput(WatchInput input) {}

    @Override
    public CallId newCallId() {
        return CALL;
    }
}
