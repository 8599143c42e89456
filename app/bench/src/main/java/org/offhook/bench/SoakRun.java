package org.offhook.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code ./bench soak}: calls in a row through the whole phone, and what each thousand of them left behind. */
final class SoakRun {
    private static final int USUAL = 10_000;
    private static final int QUICK = 500;

    /** Calls before anything is counted: classes are loaded and tables have grown to their size. */
    private static final int WARM_UP = 50;

    private static final int PART = 1_000;

    /**
     * What a run left behind.
     *
     * @param calls how many were made
     * @param took for the calls alone
     * @param threads more than before
     * @param sockets more than before; 0 where the system does not tell
     * @param heapBytes more than before, after collection
     */
    record Left(int calls, Duration took, int threads, int sockets, long heapBytes) {
        double kilobytesInAThousandCalls() {
            return heapBytes / 1_024.0 * 1_000 / calls;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d calls in %.1f s (%.1f ms each): heap %+.0f KiB in 1,000 calls, threads %+d, sockets %+d, tables empty",
                    calls,
                    took.toMillis() / 1e3,
                    took.toNanos() / 1e6 / calls,
                    kilobytesInAThousandCalls(),
                    threads,
                    sockets);
        }
    }

    private record Gauge(int threads, int sockets, long heapBytes) {
        static Gauge now() {
            return new Gauge(ManagementFactory.getThreadMXBean().getThreadCount(), openSockets(), heap());
        }

        private static int openSockets() {
            Path open = Path.of("/proc/self/fd");
            if (!Files.isDirectory(open)) {
                return 0;
            }
            try (Stream<Path> all = Files.list(open)) {
                return (int) all.filter(Gauge::isSocket).count();
            } catch (IOException closedMeanwhile) {
                return 0;
            }
        }

        private static boolean isSocket(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
            } catch (IOException closedMeanwhile) {
                return false;
            }
        }

        /** The least of several readings: what one collection leaves to the next is not kept. */
        private static long heap() {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                System.gc();
                Waiting.pass(Duration.ofMillis(100)); // references are cleared on a thread of their own
                least = Math.min(
                        least,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            return least;
        }
    }

    private final SoakPhone phone;
    private Gauge before;

    private SoakRun(SoakPhone phone) {
        this.phone = phone;
        for (int i = 0; i < WARM_UP; i++) {
            phone.call();
        }
        phone.settle();
        this.before = Gauge.now();
    }

    /** Makes that many calls and counts. */
    static Left of(int calls) {
        try (SoakPhone phone = SoakPhone.start()) {
            return new SoakRun(phone).calls(calls);
        }
    }

    private Left calls(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            phone.call();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        phone.settle();
        Gauge after = Gauge.now();
        Left left = new Left(
                count,
                took,
                after.threads() - before.threads(),
                after.sockets() - before.sockets(),
                after.heapBytes() - before.heapBytes());
        before = after;
        return left;
    }

    /** Measures and prints; also writes the JSON that is asked for. */
    static void run(List<String> arguments) throws IOException {
        int calls = calls(arguments);
        Figures figures = new Figures();
        try (SoakPhone phone = SoakPhone.start()) {
            SoakRun run = new SoakRun(phone);
            long heap = 0;
            for (int made = 0; made < calls; made += PART) {
                Left left = run.calls(Math.min(PART, calls - made));
                Console.say(left.line());
                heap += left.heapBytes();
                figures.put("offhook", "call_ms", left.took().toNanos() / 1e6 / left.calls());
            }
            figures.put("offhook", "calls", calls);
            figures.put("offhook", "heap_kib_in_1000_calls", heap / 1_024.0 * 1_000 / calls);
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(arguments);
    }

    private static int calls(List<String> arguments) {
        int at = arguments.indexOf("--calls");
        if (at >= 0 && at + 1 < arguments.size()) {
            return Integer.parseInt(arguments.get(at + 1));
        }
        return arguments.contains("--quick") ? QUICK : USUAL;
    }
}
