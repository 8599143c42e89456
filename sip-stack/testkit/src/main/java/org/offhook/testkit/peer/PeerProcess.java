package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** One program run for a test. Closing it ends the program and its children; so does the end of this JVM. */
final class PeerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration ONE_COMMAND = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = 5_000_000;
    private static final AtomicInteger FOLDERS = new AtomicInteger();
    private static final Set<PeerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> List.copyOf(RUNNING).forEach(PeerProcess::close)));
    }

    private final Process process;
    private final PeerLog log;

    private PeerProcess(Process process, PeerLog log) {
        this.process = process;
        this.log = log;
    }

    /** A fresh folder for a peer's configuration and log, kept after the test. */
    static Path freshFolder(String name) {
        Path folder = Path.of(
                        "target", "peers", name + "-" + ProcessHandle.current().pid() + "-" + FOLDERS.incrementAndGet())
                .toAbsolutePath();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PeerProcess start(Path folder, List<String> command) {
        return start(folder, command, Map.of());
    }

    /** Starts a program with these variables added to our own environment. */
    static PeerProcess start(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Files.writeString(folder.resolve("command"), String.join(" ", command) + "\n");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            PeerLog log = new PeerLog(folder.resolve("log"));
            PeerProcess peer = new PeerProcess(process, log);
            RUNNING.add(peer);
            InputStream output = process.getInputStream();
            Thread.ofPlatform().daemon().name("log of " + folder.getFileName()).start(() -> log.drain(output));
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    /** Runs a command to its end and gives its exit code. */
    static int attempt(Path folder, List<String> command) {
        try (PeerProcess once = start(folder, command)) {
            return once.awaitExit(ONE_COMMAND);
        }
    }

    /** Runs a command to its end and gives its output; anything but exit code 0 is an error. */
    static String run(Path folder, List<String> command) {
        try (PeerProcess once = start(folder, command)) {
            int code = once.awaitExit(ONE_COMMAND);
            String output = String.join("\n", once.log.lines());
            if (code != 0) {
                throw new AssertionError(command + " ended with " + code + ":\n" + output);
            }
            return output;
        }
    }

    PeerLog log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the UDP port is bound in the process's own network namespace. Nothing is sent, because a datagram
     * could become part of a scenario, and nothing is bound, because that could keep the program from binding it.
     *
     * @throws AssertionError if nobody has it in time or the program ended
     */
    void awaitUdpPort(int port, Duration atMost) {
        Path net = Path.of("/proc", Long.toString(process.pid()), "net");
        Pattern bound = Pattern.compile(String.format("^ *\\d+: [0-9A-F]+:%04X ", port));
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                for (String table : List.of("udp", "udp6")) {
                    Path sockets = net.resolve(table);
                    if (Files.exists(sockets) // a machine may know no IPv6
                            && Files.readAllLines(sockets).stream().anyMatch(bound.asPredicate())) {
                        return;
                    }
                }
            } catch (IOException ended) {
                break;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new AssertionError("nobody listens on UDP port " + port + "; " + log.tail());
    }

    /** Writes a line to the program's standard input. */
    void type(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the peer no longer reads its input; " + log.tail(), e);
        }
    }

    /** Waits for the program to end by itself and gives its exit code. */
    int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + atMost + "; " + log.tail());
            }
            log.awaitEnd(PATIENCE);
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a peer", interrupted);
        }
    }

    /** Ends the program without letting it do anything more. */
    void crash() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        close();
    }

    @Override
    public void close() {
        RUNNING.remove(this);
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // A server that dies by force leaves its workers behind; these were its own.
        children.forEach(ProcessHandle::destroyForcibly);
        log.awaitEnd(PATIENCE);
    }
}
