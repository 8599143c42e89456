package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.offhook.audio.SoundProcess.number;
import static org.offhook.audio.SoundProcess.value;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's devices by their natives, in a process of its own. */
class SystemDevicesTest {

    @TempDir
    Path folder;

    private List<String> probe(String server, SoundProcess.OnLine listener, String... steps) throws Exception {
        return probe(server, Optional.empty(), listener, steps);
    }

    private List<String> probe(String server, Optional<String> display, SoundProcess.OnLine listener, String... steps)
            throws Exception {
        return SoundProcess.run(SystemSoundProbe.class, folder, server, display, listener, steps);
    }

    @Test
    void theDisplayIsHiddenOnlyWhileADeviceIsOpenedAndNeverBeforeTheWindowStands() throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "NOT RUN: only Linux has X displays");
        List<String> lines = probe("none", Optional.of(":4711"), line -> {}, "guard");
        assertThat(value(lines, "seen-before-the-window"))
                .as(String.join("\n", lines))
                .contains(":4711");
        assertThat(value(lines, "seen-while-opening")).contains("");
        assertThat(value(lines, "seen-after")).contains(":4711");
    }

    @Test
    void withoutASoundServerTheAgentIsToldAndLinesAreSilentButAlive() throws Exception {
        assumeTrue(
                System.getProperty("os.name").startsWith("Linux"),
                "NOT RUN: only on Linux can the sound server be taken away by a variable");
        List<String> lines = probe("unix:" + folder.resolve("nobody"), line -> {}, "absent");
        assertThat(value(lines, "problem")).as(String.join("\n", lines)).contains("OH-302");
        assertThat(value(lines, "absent-problem")).contains("OH-302");
        assertThat(value(lines, "absent-asked")).contains("160");
        assertThat(value(lines, "absent-captured")).contains("0");
        assertThat(value(lines, "closed-ms")).isPresent();
    }

    @Test
    @Tag("interop")
    void aToneGoesOutOfTheSpeakerAndComesInByTheMicrophone() throws Exception {
        assumeTrue(PulseServer.installed(), "NOT RUN: pulseaudio and pulseaudio-utils are not installed");
        try (PulseServer server = PulseServer.start(folder)) {
            List<String> lines = probe(server.address(), line -> {}, "loop", "ring", "echo");
            assertThat(value(lines, "problem")).as(String.join("\n", lines)).contains("none");
            assertThat(lines).anyMatch(line -> line.contains("device=CAPTURE Microphone"));
            assertThat(lines).anyMatch(line -> line.contains("device=PLAYOUT Speaker"));
            assertThat(value(lines, "loop-problem")).contains("none");
            assertThat(number(lines, "loop-heard-ms")).isGreaterThan(1500);
            assertThat(number(lines, "loop-level")).isBetween(-26, -14);
            assertThat(number(lines, "ring-asked")).isGreaterThan(4000);
            assertThat(number(lines, "ring-asked-after-close")).isZero();
            assertThat(number(lines, "echo-level"))
                    .as("the canceller takes our own tone out of the microphone")
                    .isLessThan(number(lines, "loop-level") - 10);
        }
    }

    @Test
    @Tag("interop")
    void theSoundLibraryNeverAsksTheDisplayForPressedKeys() throws Exception {
        assumeTrue(PulseServer.installed(), "NOT RUN: pulseaudio and pulseaudio-utils are not installed");
        List<String> asked = new CopyOnWriteArrayList<>();
        try (PulseServer server = PulseServer.start(folder);
                Display display = Display.open(asked)) {
            List<String> lines = probe(server.address(), Optional.of(display.name()), line -> {}, "loop", "display");
            assertThat(number(lines, "loop-heard-ms"))
                    .as(String.join("\n", lines))
                    .isGreaterThan(1500);
            assertThat(value(lines, "display")).contains(display.name());
            assertThat(asked).isEmpty();
        }
    }

    /** A display that notes who connects, and turns them away. */
    private record Display(ServerSocket socket, String name) implements AutoCloseable {

        static Display open(List<String> asked) throws IOException {
            for (int number = 4700; ; number++) {
                try {
                    ServerSocket socket = new ServerSocket(6000 + number, 5, InetAddress.getLoopbackAddress());
                    Thread.ofPlatform().daemon().start(() -> note(socket, asked));
                    return new Display(socket, "127.0.0.1:" + number);
                } catch (BindException taken) {
                    assertThat(number).isLessThan(4800);
                }
            }
        }

        private static void note(ServerSocket socket, List<String> asked) {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    asked.add(client.toString());
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    @Tag("interop")
    void aDeviceThatIsPluggedInIsTold() throws Exception {
        assumeTrue(PulseServer.installed(), "NOT RUN: pulseaudio and pulseaudio-utils are not installed");
        try (PulseServer server = PulseServer.start(folder)) {
            List<String> lines = probe(
                    server.address(),
                    line -> {
                        if (line.equals("probe ready=plug")) {
                            server.control(
                                    "load-module",
                                    "module-null-sink",
                                    "sink_name=headset",
                                    "sink_properties=device.description=Headset");
                        }
                    },
                    "plug");
            assertThat(value(lines, "plugged")).as(String.join("\n", lines)).contains("yes");
        }
    }
}
