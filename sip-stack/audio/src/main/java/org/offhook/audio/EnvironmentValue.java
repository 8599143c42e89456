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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A variable of the process's environment that natives read. The table of variables is touched once, when the first value is set; from then
 * on the value is changed in place, so that other threads' readers are safe. Linux only: elsewhere nothing is set. Sound thread only.
 */
final class EnvironmentValue {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentValue.class);
    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    /** PulseAudio's own limit of a name is 128. */
    private static final int ROOM = 255;

    private final String variable;
    private Optional<MemorySegment> place = Optional.empty();

    EnvironmentValue(String variable) {
        this.variable = variable;
    }

    /** Whether a value can be set in place. */
    static boolean fits(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length < ROOM;
    }

    /** Whether it has been set. */
    boolean isSet() {
        return place.isPresent();
    }

    /** Gives the variable a value that {@linkplain #fits fits}; whether natives will find it. */
    boolean set(String value) {
        if (!LINUX) {
            return false;
        }
        if (place.isEmpty()) {
            place = made();
        }
        place.ifPresent(at -> at.setString(0, value, StandardCharsets.UTF_8));
        return place.isPresent();
    }

    /** Room for any value. */
    @SuppressWarnings("restricted") // native access is what every Offhook is started with
    private Optional<MemorySegment> made() {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle setenv = linker.downcallHandle(
                    linker.defaultLookup().find("setenv").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed =
                    (int) setenv.invokeExact(arena.allocateFrom(variable), arena.allocateFrom("x".repeat(ROOM)), 1);
            MemorySegment found = KeyboardGuard.valueOf(variable);
            return failed == 0 && found.byteSize() > ROOM ? Optional.of(found) : Optional.empty();
        } catch (Throwable fault) { // sound as the system would have it is better than none
            LOG.warn("{} cannot be set: {}", variable, fault.toString());
            return Optional.empty();
        }
    }
}
