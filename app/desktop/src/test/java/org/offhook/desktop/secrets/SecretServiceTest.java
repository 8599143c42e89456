package org.offhook.desktop.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.peer.PeerAvailability;

/**
 * A real Secret Service: gnome-keyring under a bus of the test's own. The program runs as a process, because the bus is found by an
 * environment variable.
 */
@Tag("interop")
@Timeout(120)
class SecretServiceTest {
    private static final String NAME = "2101@pbx.example";

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();
    private String bus = "";

    @BeforeEach
    void startBus() throws Exception {
        Process daemon = start(List.of(
                PeerAvailability.program("dbus-daemon").toString(),
                "--session",
                "--nofork",
                "--print-address",
                "--address=unix:path=" + home.resolve("bus")));
        bus = new String(readLine(daemon), StandardCharsets.UTF_8).strip();
        assertThat(bus).startsWith("unix:path=");
    }

    private static byte[] readLine(Process process) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int b = process.getInputStream().read();
                b >= 0 && b != '\n';
                b = process.getInputStream().read()) {
            line.write(b);
        }
        return line.toByteArray();
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : started.reversed()) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(List<String> command) throws IOException {
        return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        builder.environment().put("XDG_DATA_HOME", home.resolve("share").toString());
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", bus.isEmpty() ? "unix:path=/nonexistent" : bus);
        builder.environment().remove("DISPLAY");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** @param password opens the login keyring; empty for a store that stays locked, as nobody can be asked */
    private void startKeyring(Optional<String> password) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PeerAvailability.program("gnome-keyring-daemon").toString(), "--foreground", "--components=secrets"));
        password.ifPresent(given -> command.add("--unlock"));
        Process keyring = start(command);
        try (var typed = keyring.getOutputStream()) {
            typed.write(password.orElse("").getBytes(StandardCharsets.UTF_8));
        }
        readLine(keyring); // it names its control folder once it is up
    }

    private record Said(int code, List<String> lines) {}

    /** What the product's own stores do in a process on this bus. */
    private Said trial(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SecretTrial.class.getName(),
                home.resolve("data").toString()));
        command.addAll(List.of(arguments));
        Process process = start(command);
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), lines);
    }

    private static boolean warnsOfTheFile(String line) {
        return line.contains("WARN") && line.contains("encrypted file");
    }

    /** By service and account: whether an entry has a schema depends on the order in which its properties are sent. */
    private String seenByAnotherProgram() throws Exception {
        Process tool = start(new ProcessBuilder(
                        PeerAvailability.program("secret-tool").toString(),
                        "search",
                        "--all",
                        "--unlock",
                        "service",
                        "Offhook",
                        "account",
                        NAME)
                .redirectErrorStream(true)); // what goes wrong is said there
        String out = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        tool.waitFor();
        return out;
    }

    @Test
    void thePasswordGoesToTheSecretServiceAndComesBackToTheNextProcess() throws Exception {
        startKeyring(Optional.of("login"));
        assertThat(trial("save", NAME, "pässword-4711").lines()).contains("stored in system");
        assertThat(home.resolve("data/secrets")).as("not in the file as well").doesNotExist();
        assertThat(trial("load", NAME).lines()).contains("found pässword-4711");
        assertThat(seenByAnotherProgram()).contains("label = Offhook|" + NAME).contains("secret = pässword-4711");
        assertThat(trial("forget", NAME).code()).isZero();
        assertThat(trial("load", NAME).lines()).contains("not found");
    }

    @Test
    void withoutASecretServiceTheEncryptedFileTakesItAndSaysSo() throws Exception {
        Said saved = trial("save", NAME, "pässword-4711");
        assertThat(saved.lines()).contains("stored in file").anyMatch(SecretServiceTest::warnsOfTheFile);
        assertThat(home.resolve("data/secrets")).exists();
    }

    @Test
    void aLockedStoreThatNobodyUnlocksGivesWayToTheEncryptedFileAndSaysSo() throws Exception {
        startKeyring(Optional.empty());
        Said saved = trial("save", NAME, "pässword-4711");
        assertThat(saved.lines()).contains("stored in file").anyMatch(SecretServiceTest::warnsOfTheFile);
        assertThat(home.resolve("data/secrets")).exists();
    }
}
