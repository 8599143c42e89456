package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows, of a process of its own: in this one the loggers are made already. */
class AdminOutputTest {
    @TempDir
    private Path folder;

    private String shown(String... command) throws IOException {
        return shown("secrets.useSystem=false", List.of(command));
    }

    private String shown(String setting, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.desktop.Main",
                "--data",
                folder.toString(),
                "--set",
                setting,
                "admin"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** On Linux it is warned of here; other systems have a key store always. */
    @Test
    void aWarningIsASentenceWithoutTheNamesOfClasses() throws IOException {
        assertThat(shown("secrets.useSystem=true", List.of("groups", "add", "SALES")))
                .doesNotContain("org.offhook", "[main]")
                .endsWith("User group SALES was added." + System.lineSeparator());
    }

    @Test
    void aCommandShowsItsAnswerAndNothingOfTheStoresLibraries() throws IOException {
        assertThat(shown("init").lines()).hasSize(2).allMatch(line -> line.matches("(User|Password): +\\S+"));
        assertThat(shown("groups", "add", "SALES", "--name", "Sales").lines()).hasSize(1);
        assertThat(shown("init").lines()).hasSize(2).first().asString().startsWith("offhook: OH-610 ");
    }
}
