package org.offhook.audio;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a device's choice count on Linux. The sound library looks for the chosen device by an id that its PulseAudio layer leaves empty,
 * so it finds none and takes the server's default. The client library underneath takes its default from the variables {@code PULSE_SINK}
 * and {@code PULSE_SOURCE}, when a device is opened: for that moment they hold the chosen one's name.
 *
 * <p>The table of variables is touched once for each, when the first device is chosen; from then on the value is changed in place, so
 * that other threads' readers are safe. Sound thread only. docs/adr/0017
 */
enum PulseTarget {
    SPEAKER("PULSE_SINK", "@DEFAULT_SINK@"),
    MICROPHONE("PULSE_SOURCE", "@DEFAULT_SOURCE@");

    private static final Logger LOG = LoggerFactory.getLogger(PulseTarget.class);
    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    /** PulseAudio's own limit of a name is 128. */
    private static final int ROOM = 255;

    private final String variable;
    private final String systemChoice;

    @SuppressWarnings("ImmutableEnumChecker") // memory of the process, found once; touched on the sound thread only
    private Optional<MemorySegment> value = Optional.empty();

    PulseTarget(String variable, String systemChoice) {
        this.variable = variable;
        this.systemChoice = Optional.ofNullable(System.getenv(variable))
                .filter(chosen -> fits(chosen))
                .orElse(systemChoice);
    }

    /**
     * Runs what opens a device; whatever it throws comes through.
     *
     * @param device by its name at the server, or nothing for the system's choice
     */
    <T> T opening(Optional<String> device, Supplier<T> opening) {
        String name = device.filter(PulseTarget::fits).orElse(systemChoice);
        if (!LINUX || (value.isEmpty() && name.equals(systemChoice))) {
            return opening.get();
        }
        Optional<MemorySegment> place = place();
        // Also for the system's choice: an opening that never came back has left its name there.
        place.ifPresent(at -> at.setString(0, name, StandardCharsets.UTF_8));
        try {
            return opening.get();
        } finally {
            place.ifPresent(at -> at.setString(0, systemChoice, StandardCharsets.UTF_8));
        }
    }

    private static boolean fits(String name) {
        return !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length < ROOM;
    }

    /** The variable's value, in room for any name. */
    @SuppressWarnings("restricted") // native access is what every Offhook is started with
    private Optional<MemorySegment> place() {
        if (value.isPresent()) {
            return value;
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle setenv = linker.downcallHandle(
                    linker.defaultLookup().find("setenv").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed =
                    (int) setenv.invokeExact(arena.allocateFrom(variable), arena.allocateFrom("x".repeat(ROOM)), 1);
            MemorySegment found = KeyboardGuard.valueOf(variable);
            if (failed == 0 && found.byteSize() > ROOM) {
                found.setString(0, systemChoice, StandardCharsets.UTF_8);
                value = Optional.of(found);
            }
        } catch (Throwable fault) { // sound on the default device is better than none
            LOG.warn("The chosen device cannot be asked for: {}", fault.toString());
        }
        return value;
    }
}
