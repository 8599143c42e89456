package org.offhook.audio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a probe in a process of its own, since natives read the sound server's address from the environment and may hang. */
final class SoundProcess {
    private SoundProcess() {}

    /** Hears each line of the probe while it runs. */
    interface OnLine {
        void said(String line) throws IOException, InterruptedException;
    }

    static List<String> run(
            Class<?> probe, Path folder, String server, Optional<String> display, OnLine listener, String... steps)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                probe.getName()));
        command.addAll(List.of(steps));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PULSE_SERVER", server);
        environment.put("XDG_RUNTIME_DIR", folder.toString());
        environment.put("HOME", folder.toString());
        display.ifPresent(name -> environment.put("DISPLAY", name));
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                listener.said(line);
            }
        } finally {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        lines.stream()
                .filter(line -> line.startsWith("probe "))
                .forEach(line -> System.out.println("MEASURED " + line));
        return lines;
    }

    static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith("probe " + key + "="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst();
    }

    static int number(List<String> lines, String key) {
        return value(lines, key).map(Integer::parseInt).orElseThrow(() -> new AssertionError(key + " in " + lines));
    }
}
