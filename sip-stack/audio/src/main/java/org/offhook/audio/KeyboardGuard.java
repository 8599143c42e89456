package org.offhook.audio;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sound library from watching the keyboard. On Linux its device code asks the X server for the pressed keys a hundred
 * times a second to detect typing: nothing uses the answer here, each question wakes a sound thread once more, and an
 * agent's keys are none of a phone's business. It finds the display by the variable {@code DISPLAY} when a device is opened and has
 * no switch; while it opens one, the variable's value is empty in place. The window's toolkit reads the same variable when it starts, and
 * the program would end if it met the empty one: until {@link #start} nothing is hidden. Sound thread only. docs/adr/0011
 */
final class KeyboardGuard {

    private static final Logger LOG = LoggerFactory.getLogger(KeyboardGuard.class);
    private static final int LONGEST = 1024;

    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    private static volatile boolean started;

    private KeyboardGuard() {}

    /** From here on nobody but the sound library looks for the display. Any thread. */
    static void start() {
        started = true;
    }

    /** Runs what opens a device; whatever it throws comes through. */
    static <T> T unwatched(Supplier<T> opening) {
        if (!LINUX
                || !started
                || System.getenv("DISPLAY") == null) { // this asking also keeps Java's own copy for later children
            return opening.get();
        }
        MemorySegment value = valueOf("DISPLAY");
        if (value.byteSize() == 0) {
            return opening.get();
        }
        byte first = value.get(ValueLayout.JAVA_BYTE, 0);
        // One byte, in place: the table of variables is not touched, so that other readers of it are safe.
        value.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
        try {
            return opening.get();
        } finally {
            value.set(ValueLayout.JAVA_BYTE, 0, first);
        }
    }

    /** The process's own memory behind a variable; of length 0 where there is none. */
    @SuppressWarnings("restricted") // native access is what every Offhook is started with
    static MemorySegment valueOf(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle getenv = linker.downcallHandle(
                    linker.defaultLookup().find("getenv").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            MemorySegment found = (MemorySegment) getenv.invokeExact(arena.allocateFrom(name));
            return found.address() == 0 ? MemorySegment.NULL : found.reinterpret(LONGEST);
        } catch (Throwable fault) { // sound matters more than this
            LOG.debug("The keyboard stays watched: {}", fault.toString());
            return MemorySegment.NULL;
        }
    }
}
