package org.offhook.audio;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/**
 * Runs in a process of its own, since natives read the sound server's address from the environment and may hang. Prints
 * what it found, a line each, for {@link SystemDevicesTest}.
 */
final class SystemSoundProbe {

    private record Told(List<AudioDevice> devices, Optional<ErrorCode> problem) {}

    private static final AudioChoice RAW =
            new AudioChoice(Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);

    private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final AudioDevicePort devices = AudioDevices.fromSetting("system");

    private SystemSoundProbe() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("guard")) {
            say("seen-before-the-window", KeyboardGuard.unwatched(SystemSoundProbe::display));
            AudioDevices.keepFromDisplay();
            say("seen-while-opening", KeyboardGuard.unwatched(SystemSoundProbe::display));
            say("seen-after", display());
            return;
        }
        if (List.of(arguments).contains("display")) {
            AudioDevices.keepFromDisplay();
        }
        SystemSoundProbe probe = new SystemSoundProbe();
        long start = System.nanoTime();
        probe.devices.start((present, problem) -> probe.told.add(new Told(present, problem)));
        say("start-returned-ms", (System.nanoTime() - start) / 1_000_000);
        Told first = probe.told.poll(15, TimeUnit.SECONDS);
        if (first == null) {
            say("told", "nothing");
            return;
        }
        say("problem", first.problem().map(ErrorCode::code).orElse("none"));
        first.devices().forEach(device -> say("device", device.kind() + " " + device.name() + " " + device.id()));
        for (String step : arguments) {
            switch (step) {
                case "loop" -> probe.loop("loop", RAW);
                case "echo" ->
                    probe.loop(
                            "echo",
                            new AudioChoice(Optional.empty(), Optional.empty(), Optional.empty(), true, false, false));
                case "ring" -> probe.ring();
                case "display" -> say("display", display());
                case "absent" -> probe.absent();
                case "plug" -> probe.awaitPlug();
                default -> throw new IllegalArgumentException(step);
            }
        }
        long closing = System.nanoTime();
        probe.devices.close();
        say("closed-ms", (System.nanoTime() - closing) / 1_000_000);
        // Natives keep threads of their own.
        Runtime.getRuntime().halt(0);
    }

    private static String display() {
        return KeyboardGuard.valueOf("DISPLAY").getString(0);
    }

    private static void say(String key, Object value) {
        System.out.println("probe " + key + "=" + value);
    }

    /** Plays a tone and listens for it through the server's loop. */
    private void loop(String name, AudioChoice choice) {
        ToneGenerator tone = new ToneGenerator(CallTone.steady(440, -20), 8000);
        ToneDetector ear = new ToneDetector(8000, 440);
        AudioLine line = devices.openTalk(
                choice, 8000, (into, offset, samples, rate, nowNanos) -> tone.generate(into, offset, samples));
        say(name + "-problem", line.problem().map(ErrorCode::code).orElse("none"));
        short[] frame = new short[160];
        float level = -127;
        long next = System.nanoTime();
        int backlogMost = 0;
        for (int i = 0; i < 250; i++) {
            line.capture(frame, 0, 160, 8000);
            ear.accept(frame, 0, 160);
            level = Math.max(level - 1, Level.dbov(frame, 0, 160));
            backlogMost = Math.max(backlogMost, line.captureBacklog());
            line.tick(160, 8000, next);
            next += 20_000_000L;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        say(name + "-heard-ms", ear.heardMillis());
        say(name + "-run-ms", ear.longestRunMillis());
        say(name + "-level", Math.round(level));
        say(name + "-backlog-most", backlogMost);
        line.close();
    }

    private void ring() {
        int[] asked = new int[1];
        AudioLine line = devices.openRinger(RAW, 8000, (into, offset, samples, rate, nowNanos) -> {
            java.util.Arrays.fill(into, offset, offset + samples, (short) 0);
            asked[0] += samples;
        });
        LockSupport.parkNanos(1_000_000_000L);
        line.close();
        int atClose = asked[0];
        say("ring-asked", atClose);
        LockSupport.parkNanos(200_000_000L);
        say("ring-asked-after-close", asked[0] - atClose);
    }

    /** Without a sound system a line is silent, names its trouble, and is driven by the media clock. */
    private void absent() {
        int[] asked = new int[1];
        AudioLine line = devices.openTalk(
                AudioChoice.SYSTEM, 8000, (into, offset, samples, rate, nowNanos) -> asked[0] += samples);
        line.tick(160, 8000, 0);
        short[] frame = {7, 7};
        line.capture(frame, 0, 2, 8000);
        say("absent-problem", line.problem().map(ErrorCode::code).orElse("none"));
        say("absent-asked", asked[0]);
        say("absent-captured", frame[0]);
        line.close();
    }

    private void awaitPlug() throws InterruptedException {
        say("ready", "plug");
        long deadline = System.nanoTime() + 15_000_000_000L;
        while (System.nanoTime() - deadline < 0) {
            Told next = told.poll(1, TimeUnit.SECONDS);
            if (next != null
                    && next.devices().stream().anyMatch(device -> device.name().contains("Headset"))) {
                say("plugged", "yes");
                return;
            }
        }
        say("plugged", "no");
    }
}
