package org.offhook.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PulseAudio daemon of the test's own: one null sink and its monitor as a microphone, on a socket in a temporary folder.
 * Nothing of the machine's sound is touched.
 */
final class PulseServer implements AutoCloseable {

    private final Process daemon;
    private final Process reader;
    private final Path socket;

    private PulseServer(Process daemon, Process reader, Path socket) {
        this.daemon = daemon;
        this.reader = reader;
        this.socket = socket;
    }

    static boolean installed() {
        return Files.isExecutable(Path.of("/usr/bin/pulseaudio")) && Files.isExecutable(Path.of("/usr/bin/pactl"));
    }

    static PulseServer start(Path folder) throws IOException, InterruptedException {
        Path socket = folder.resolve("native");
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--disallow-exit=true",
                "--load=module-native-protocol-unix auth-anonymous=1 socket=" + socket,
                // Without norewinds and a reader the first capture comes more than a second late.
                "--load=module-null-sink sink_name=speaker norewinds=1 rate=48000 sink_properties=device.description=Speaker",
                "--load=module-remap-source source_name=mic master=speaker.monitor"
                        + " source_properties=device.description=Microphone"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.environment().put("HOME", folder.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("pulse.log").toFile());
        Process daemon = builder.start();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!Files.exists(socket)) {
            if (System.nanoTime() - deadline > 0 || !daemon.isAlive()) {
                daemon.destroy();
                throw new IOException("pulseaudio did not start: " + Files.readString(folder.resolve("pulse.log")));
            }
            LockSupport.parkNanos(20_000_000);
        }
        Process reader = new ProcessBuilder(
                        "/usr/bin/parec", "--server=unix:" + socket, "--device=speaker.monitor", "--raw")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new PulseServer(daemon, reader, socket);
    }

    String address() {
        return "unix:" + socket;
    }

    /** Runs pactl, for devices that come and go. */
    String control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/pactl", "--server=" + address()));
        command.addAll(List.of(arguments));
        Process pactl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(pactl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        pactl.waitFor(5, TimeUnit.SECONDS);
        return said.trim();
    }

    @Override
    public void close() {
        reader.destroy();
        daemon.destroy();
        try {
            if (!daemon.waitFor(3, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
