package org.offhook.audio;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound library as it leaves. At the end of every process that has used it, when the Java machine is gone already, its static
 * destructors ask for that machine and write "VM attach current thread failed" to standard output: whatever was disposed of before, and
 * however the process ends. Nothing is wrong, and nobody can do anything about it, so nobody is told.
 */
final class SoundLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SoundLibrary.class);
    private static final int WRITE_ONLY = 1; // O_WRONLY of POSIX systems
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private static volatile boolean used;

    private SoundLibrary() {}

    /** It is about to be loaded. Any thread; costs nothing. */
    static void use() {
        used = true;
    }

    static boolean isUsed() {
        return used;
    }

    /** Standard output and standard error lead nowhere from here on, where the library was used on a POSIX system. Java's own log files go on. */
    @SuppressWarnings("restricted") // native access is what every Offhook is started with
    static void hush() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup system = linker.defaultLookup();
        if (!used || system.find("dup2").isEmpty() || system.find("open").isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            var open = linker.downcallHandle(
                    system.find("open").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
            var duplicate = linker.downcallHandle(
                    system.find("dup2").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            MemorySegment nowhere = arena.allocateFrom("/dev/null");
            int descriptor = (int) open.invokeExact(nowhere, WRITE_ONLY);
            if (descriptor >= 0) {
                int output = (int) duplicate.invokeExact(descriptor, STANDARD_OUTPUT);
                int error = (int) duplicate.invokeExact(descriptor, STANDARD_ERROR);
                LOG.debug("The sound library leaves in silence: {}, {}", output, error);
            }
        } catch (Throwable fault) { // it is the end anyway
            LOG.debug("The sound library has the last word: {}", fault.toString());
        }
    }
}
