package org.offhook.audio;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.AudioDevicePort;

/**
 * Makes the devices that the setting {@code audio.device} names:
 *
 * <ul>
 *   <li>{@code system}: the machine's microphones and speakers;
 *   <li>{@code silent}: none; the agent hears nothing and says nothing;
 *   <li>{@code file:in.wav,out.wav}: the agent says what the first file holds, then silence, and what she hears goes into
 *       the second; either may be left empty, and a further part {@code ,loop} says the first again and again, and {@code ,wide} or
 *       {@code ,full} lets the second have more than telephone band.
 * </ul>
 */
public final class AudioDevices {

    private static final String FILE = "file:";

    private AudioDevices() {}

    /** The setting makes no sense. */
    public static final class SettingRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private SettingRefused(String message) {
            super(message);
        }

        /** What to tell the person. */
        public ErrorCode code() {
            return ErrorCode.CONFIGURATION_INVALID;
        }
    }

    /**
     * The window stands, or there will be none: from here on the sound library is kept from the display when it opens a device, so
     * that it cannot watch the keyboard. Any thread.
     */
    public static void keepFromDisplay() {
        KeyboardGuard.start();
    }

    /**
     * The last thing a process does, after everything is closed and said: whatever the sound library has still to say at its end goes
     * nowhere. Returns at once where it was never used.
     */
    public static void leaveInSilence() {
        if (SoundLibrary.isUsed()) {
            SoundLibrary.hush();
        }
    }

    /**
     * Makes the devices; nothing is opened before they are started.
     *
     * @throws SettingRefused when the text names no kind of device
     */
    public static AudioDevicePort fromSetting(String setting) {
        return fromSetting(setting, CompletableFuture.completedFuture(null));
    }

    /**
     * The same.
     *
     * @param calm when the system's devices are looked for: loading the sound library takes the processor that a window which is being
     *     drawn needs. A call does not wait for it
     */
    public static AudioDevicePort fromSetting(String setting, CompletionStage<?> calm) {
        String trimmed = setting.trim();
        if (trimmed.equals("silent")) {
            return new SilentDevices();
        }
        if (trimmed.equals("system")) {
            return new SystemDevices(calm);
        }
        if (trimmed.startsWith(FILE)) {
            return files(trimmed.substring(FILE.length()));
        }
        throw new SettingRefused("audio.device is one of: system, silent, file:in.wav,out.wav[,loop][,wide|,full]");
    }

    private static AudioDevicePort files(String names) {
        String[] parts = names.split(",", -1);
        boolean loop = false;
        int hertz = 8_000;
        for (int i = 2; i < parts.length; i++) {
            switch (parts[i].trim()) {
                case "loop" -> loop = true;
                case "wide" -> hertz = 16_000;
                case "full" -> hertz = 48_000;
                default ->
                    throw new SettingRefused("audio.device=file: takes two files and at most ,loop and ,wide or ,full");
            }
        }
        try {
            Optional<Path> in = path(parts[0]);
            Optional<Path> out = parts.length > 1 ? path(parts[1]) : Optional.empty();
            return new FileDevices(in, out, loop, hertz);
        } catch (InvalidPathException e) {
            throw new SettingRefused("audio.device names no file: " + e.getReason());
        }
    }

    private static Optional<Path> path(String name) {
        return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name.trim()));
    }
}
