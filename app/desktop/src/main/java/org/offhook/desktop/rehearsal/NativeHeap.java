package org.offhook.desktop.rehearsal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the natives (drawing, sound, the JVM itself) have freed and the C library keeps for later: 8 MB after the start. glibc's
 * {@code malloc_trim(3)} gives it back to the system; other C libraries do so by themselves or not at all.
 */
final class NativeHeap {
    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

    private NativeHeap() {}

    /**
     * Takes some milliseconds, in which threads that want memory of an arena being looked through wait: not beside a call.
     *
     * @return whether anything was given back
     */
    @SuppressWarnings("restricted") // native access is what every Offhook is started with
    static boolean giveBack() {
        try {
            Linker linker = Linker.nativeLinker();
            var trim = linker.defaultLookup().find("malloc_trim");
            if (trim.isEmpty()) {
                return false;
            }
            return (int) linker.downcallHandle(
                                    trim.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG))
                            .invokeExact(0L)
                    == 1;
        } catch (Throwable fault) { // the phone goes on with some megabytes more
            LOG.debug("The natives' memory could not be given back: {}", fault.toString());
            return false;
        }
    }
}
