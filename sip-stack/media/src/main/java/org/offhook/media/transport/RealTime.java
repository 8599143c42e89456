package org.offhook.media.transport;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real-time scheduling for the two threads that must not be late. On a machine whose processors are all busy a packet
 * otherwise leaves when the other programs let it: tens of milliseconds late. Only Linux is asked, where the JDK maps its
 * priorities to nothing; where the system does not allow it (no CAP_SYS_NICE, no RLIMIT_RTPRIO) all works as before.
 */
public final class RealTime {

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);

    /** {@code SCHED_RR}: threads of one priority take turns, and none can keep the processor for ever. */
    private static final int ROUND_ROBIN = 2;
    /** {@code SCHED_RESET_ON_FORK}: nothing that such a thread starts inherits this. */
    private static final int RESET_ON_FORK = 0x4000_0000;
    /** Low among the real-time priorities: below the sound server's and the kernel's own. */
    private static final int PRIORITY = 5;

    private static final String PAUSING_THREAD = "VM Thread";
    /** PulseAudio's client library calls its threads so. */
    private static final String SOUND_SERVERS_THREAD = "threaded-ml";

    private static volatile Optional<MethodHandle> setScheduler = Optional.empty();

    private RealTime() {}

    /** Links the system call; takes some 50 ms of processor time, so it is done when the start is over. */
    @SuppressWarnings(
            "restricted") // the linker; the product runs with native access enabled for the sound natives anyway
    public static void prepare() {
        if (!System.getProperty("os.name").startsWith("Linux") || setScheduler.isPresent()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            setScheduler = linker.defaultLookup()
                    .find("sched_setscheduler")
                    .map(call -> linker.downcallHandle(
                            call,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS)));
        } catch (RuntimeException | Error unsupported) {
            LOG.debug("No real-time scheduling: {}", unsupported.toString());
        }
    }

    /**
     * Asks for the thread that stops all others to collect garbage, too: one that waits for a processor meanwhile holds up the threads that must
     * not be late, whatever their own scheduling is. It is found by its name; once, on any thread.
     */
    public static void requestForPauses() {
        requestFor(PAUSING_THREAD);
    }

    /**
     * Asks for the threads that carry sound between the sound library, whose own threads have it, and the sound server: one that waits for a
     * processor is a hole in what is heard. After a device has been opened, on any thread that may read files.
     */
    public static void requestForSound() {
        requestFor(SOUND_SERVERS_THREAD);
    }

    private static void requestFor(String name) {
        Optional<MethodHandle> call = setScheduler;
        if (call.isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    request(call.get(), Integer.parseInt(String.valueOf(thread.getFileName())));
                }
            }
        } catch (IOException | RuntimeException unknown) {
            LOG.debug("{} keeps its scheduling: {}", name, unknown.toString());
        }
    }

    /** Whether {@link #request} can be asked. */
    static boolean prepared() {
        return setScheduler.isPresent();
    }

    /** Asks for the calling thread; whether it was granted. */
    static boolean request() {
        Optional<MethodHandle> call = setScheduler;
        // 0 is the calling thread
        return call.isPresent() && request(call.get(), 0);
    }

    private static boolean request(MethodHandle call, int thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = arena.allocate(ValueLayout.JAVA_INT);
            parameters.set(ValueLayout.JAVA_INT, 0, PRIORITY);
            int refused = (int) call.invokeExact(thread, ROUND_ROBIN | RESET_ON_FORK, parameters);
            LOG.debug("Real-time scheduling {}", refused == 0 ? "granted" : "not allowed here");
            return refused == 0;
        } catch (Throwable fault) {
            LOG.debug("No real-time scheduling: {}", fault.toString());
            return false;
        }
    }
}
