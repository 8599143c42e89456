package org.offhook.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.instance.RunningPhone;
import org.offhook.testkit.peer.ExchangePeer.Extension;

/** The program as a process of its own, without a display. */
final class OffhookProcess {
    private final Process process;
    private final Path said;

    private OffhookProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** @param scratch where its output goes */
    static OffhookProcess launch(Path scratch, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.desktop.Main"));
        command.addAll(arguments);
        Path said = Files.createTempFile(scratch, "said", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("DISPLAY");
        return new OffhookProcess(builder.start(), said);
    }

    /** Types {@code input}, waits for the end and answers what was said. */
    String typed(String input) throws IOException, InterruptedException {
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        if (!process.waitFor(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("did not do it: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    /** Orders something as a page does, until it is done. */
    void tell(Path data, Map<String, String> message) {
        DialerBench.await(message + " is taken: " + this, () -> told(data, message));
    }

    /** As the agent of this extension. */
    void logIn(Path data, Extension extension) {
        tell(
                data,
                Map.of(
                        "action",
                        "login",
                        "username",
                        "asha",
                        "password",
                        "asha",
                        "extension",
                        extension.user(),
                        "phone_pass",
                        extension.password()));
    }

    private static boolean told(Path data, Map<String, String> message) {
        try {
            Optional<BridgeFile.Address> bridge = BridgeFile.read(data);
            return bridge.isPresent()
                    && new RunningPhone(bridge.get(), RunningPhone.ANSWER)
                            .send(message)
                            .accepted();
        } catch (IOException notYet) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it has said so far. */
    @Override
    public String toString() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    /** As a power cut does: nothing is finished. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
