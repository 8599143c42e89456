package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.MediaDevices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that used the sound library ends without its complaint. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "standard output cannot be led elsewhere by descriptor there")
class SoundLibraryTest {
    /** Uses the library, says something, and ends as the program does. */
    static final class Leaving {
        private Leaving() {}

        public static void main(String[] arguments) throws ClassNotFoundException {
            SoundLibrary.use();
            Class.forName(MediaDevices.class.getName()); // loads it, and asks for no device
            System.err.println("the last words");
            if (arguments[0].equals("hushed")) {
                AudioDevices.leaveInSilence();
            }
            System.exit(4);
        }
    }

    private static String ended(String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leaving.class.getName(),
                        how)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(4);
        return said;
    }

    @Test
    void whatWasSaidBeforeIsHeardAndNothingAfterIt() throws Exception {
        assertThat(ended("hushed")).contains("the last words").doesNotContain("attach");
        assertThat(ended("loud"))
                .as("as long as the library does it, this is needed")
                .contains("attach");
    }
}
