package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.desktop.stored.StoredWindow;

/** The program as a process with its window on a real X server. */
@Tag("xvfb")
class WindowOnXServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void needsADisplay() {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no X server");
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Process launch(Path timeline, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Doffhook.timeline=" + timeline,
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.desktop.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output").toFile())
                .start();
        started.add(process);
        return process;
    }

    private String[] practising() {
        return new String[] {
            "--data",
            data.toString(),
            "--set",
            "account.exchange=practice",
            "--set",
            "audio.device=silent",
            "--set",
            "bridge.port=0"
        };
    }

    private void awaitMark(Process phone, Path timeline, String mark) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(timeline)
                || Files.readAllLines(timeline).stream().noneMatch(line -> line.startsWith(mark + "\t"))) {
            assertThat(phone.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("ended before %s: %s", mark, Files.readString(data.resolve("output")))
                    .isFalse();
            assertThat(System.nanoTime() - end).as("no %s in time", mark).isNegative();
        }
    }

    @Test
    void theWindowIsDrawnAndThePhoneRegisters() throws Exception {
        Path timeline = data.resolve("timeline");
        Process phone = launch(timeline, practising());

        awaitMark(phone, timeline, "window_shown");
        awaitMark(phone, timeline, "registered");
    }

    @Test
    void smallFromTheStartItIsNotTakenForClosed() throws Exception {
        ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor();
        StoredWindow kept = new StoredWindow(data.resolve("window.json"), disk);
        kept.change(kept.current().withMini(true));
        kept.flush();
        disk.shutdown();
        Path timeline = data.resolve("timeline");
        Process phone = launch(timeline, practising());

        awaitMark(phone, timeline, "bridge_open");
        assertThat(phone.waitFor(2, TimeUnit.SECONDS)).as("it went away").isFalse();
    }

    @Test
    void theDemoPhotographsTheWindow() throws Exception {
        Path out = data.resolve("seen-and-heard");
        Process demo = launch(data.resolve("timeline"), "demo", "--out", out.toString());

        assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue())
                .as(Files.readString(data.resolve("output")))
                .isZero();
        assertThat(out.resolve("window.png")).isNotEmptyFile();
    }
}
