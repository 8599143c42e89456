package org.offhook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * PulseAudio with a null sink and, as microphone, the silence of another one. Each has a description of its own, by which linphone tells devices
 * apart.
 */
final class SoundServer {
    /** Not {@code pulse}: a folder of that name is the server's own, and a socket in its place fails without a word to the phones. */
    private static final String SOCKET = "sound.socket";

    private SoundServer() {}

    static Path socket(Path folder) {
        return folder.resolve(SOCKET);
    }

    /** Starts it, and waits until it listens. */
    static Launched start(Workbench bench) throws IOException {
        Path script = bench.folder().resolve("pulse.pa");
        Path socket = socket(bench.folder());
        Files.writeString(script, """
                load-module module-null-sink sink_name=speaker norewinds=1 sink_properties=device.description=Speaker
                load-module module-null-sink sink_name=quiet norewinds=1 sink_properties=device.description=Quiet
                load-module module-remap-source source_name=microphone master=quiet.monitor source_properties=device.description=Microphone
                set-default-sink speaker
                set-default-source microphone
                load-module module-native-protocol-unix auth-anonymous=1 socket=%s
                """.formatted(socket));
        Launched server = Launched.start(
                bench,
                bench.folder().resolve("pulse.log"),
                Map.of(
                        "HOME",
                        bench.folder().toString(),
                        "XDG_RUNTIME_DIR",
                        bench.folder().toString()),
                List.of(
                        "pulseaudio",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "--use-pid-file=no",
                        "-n",
                        "-F",
                        script.toString()));
        Waiting.until("the sound server", Duration.ofSeconds(10), Duration.ofMillis(50), () -> Files.exists(socket));
        Waiting.pass(Duration.ofSeconds(1));
        return server;
    }
}
