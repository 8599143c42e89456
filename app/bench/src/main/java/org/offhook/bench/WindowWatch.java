package org.offhook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears from the X server when a top-level window is mapped and how large it is; {@code xev} is told, so nothing polls. */
final class WindowWatch implements AutoCloseable {
    /** Smaller ones are selection owners and the like, which nobody sees. */
    private static final int SMALLEST = 200;

    private final Process xev;
    private final List<Long> mapped = new CopyOnWriteArrayList<>();

    WindowWatch(String display) {
        try {
            ProcessBuilder builder = new ProcessBuilder("stdbuf", "-oL", "xev", "-root", "-event", "substructure");
            builder.environment().put("DISPLAY", display);
            xev = builder.redirectErrorStream(true).start();
            Thread.ofPlatform().daemon().name("window watch").start(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        String kind = "";
        java.util.Set<String> large = new java.util.HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(xev.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long at = WireTimes.now();
                if (!line.startsWith(" ")) {
                    kind = line.split(" ")[0];
                    continue;
                }
                String window = word(line, "window ");
                int width = number(line, "width ");
                int height = number(line, "height ");
                if (width >= SMALLEST || height >= SMALLEST) {
                    large.add(window);
                }
                if (kind.equals("MapNotify") && large.contains(window)) {
                    mapped.add(at);
                }
            }
        } catch (IOException ended) {
            // the watch was closed
        }
    }

    private static String word(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return "";
        }
        int start = at + key.length();
        int end = start;
        while (end < line.length() && line.charAt(end) != ',' && line.charAt(end) != ' ') {
            end++;
        }
        return line.substring(start, end);
    }

    private static int number(String line, String key) {
        String digits = word(line, key).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** When the first window of a visible size was mapped after {@code from}. */
    long firstWindow(long from, Duration atMost) {
        return Waiting.forValue(
                "a window",
                atMost,
                Duration.ofMillis(20),
                () -> mapped.stream().filter(at -> at >= from).findFirst().or(Optional::empty));
    }

    @Override
    public void close() {
        xev.destroy();
    }
}
