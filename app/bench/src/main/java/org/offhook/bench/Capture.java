package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A packet capture of one interface while it is open. The file is flushed packet by packet, so that it can be read meanwhile. */
final class Capture implements AutoCloseable {
    private static final Duration READ_EVERY = Duration.ofMillis(20);

    private final Process tcpdump;
    private final Path file;

    private Capture(Process tcpdump, Path file) {
        this.tcpdump = tcpdump;
        this.file = file;
    }

    /** Captures UDP on {@code networkInterface} (of this process's own network namespace) into {@code file}. */
    static Capture start(String networkInterface, Path file) {
        try {
            Process tcpdump = new ProcessBuilder(
                            "tcpdump",
                            "-i",
                            networkInterface,
                            "-U",
                            "--immediate-mode",
                            "-B",
                            "16384",
                            "-s",
                            "0",
                            "-n",
                            "--time-stamp-precision=nano",
                            "-w",
                            file.toString(),
                            "udp")
                    .redirectErrorStream(true)
                    .start();
            // tcpdump says "listening on …" once the capture really runs; before that, packets would be missed.
            byte[] first = new byte[1];
            if (tcpdump.getInputStream().read(first) < 0) {
                throw new IOException("tcpdump ended at once");
            }
            Thread.ofPlatform().daemon().name("tcpdump output").start(() -> drain(tcpdump));
            Capture capture = new Capture(tcpdump, file);
            capture.awaitFile();
            return capture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // the process was ended; there is nothing more to read
        }
    }

    private void awaitFile() {
        Waiting.until(
                "the capture runs",
                Duration.ofSeconds(5),
                READ_EVERY,
                () -> java.nio.file.Files.exists(file) && file.toFile().length() >= 24);
    }

    /** Everything captured so far. */
    List<CapturedPacket> packets() {
        try {
            return PcapFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a packet after {@code fromNanos} that {@code wanted} accepts. */
    CapturedPacket await(String what, long fromNanos, Duration atMost, Predicate<CapturedPacket> wanted) {
        return Waiting.forValue(what, atMost, READ_EVERY, () -> first(fromNanos, wanted));
    }

    /** The first packet after {@code fromNanos} that {@code wanted} accepts. */
    Optional<CapturedPacket> first(long fromNanos, Predicate<CapturedPacket> wanted) {
        return packets().stream()
                .filter(packet -> packet.nanos() >= fromNanos)
                .filter(wanted)
                .findFirst();
    }

    @Override
    public void close() {
        tcpdump.destroy();
        try {
            if (!tcpdump.waitFor(3, TimeUnit.SECONDS)) {
                tcpdump.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            tcpdump.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
