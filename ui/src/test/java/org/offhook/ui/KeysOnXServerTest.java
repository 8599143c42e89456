package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window's keys, pressed on a real X server: they reach the window by the system's way and do what the help says. */
@Tag("xvfb")
class KeysOnXServerTest {
    @TempDir
    Path folder;

    @Test
    void theKeysOfTheWindowDoWhatTheHelpSays() throws Exception {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no X server");
        Path said = folder.resolve("said");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dprism.order=sw",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeysOnXServer.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(program.waitFor(120, TimeUnit.SECONDS))
                    .as(Files.readString(said))
                    .isTrue();
            assertThat(program.exitValue()).as(Files.readString(said)).isZero();
            assertThat(said).content().endsWith("all keys do what they are for\n");
        } finally {
            program.destroyForcibly();
        }
    }
}
