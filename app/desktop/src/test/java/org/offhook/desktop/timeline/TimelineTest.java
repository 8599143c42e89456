package org.offhook.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
    @TempDir
    Path folder;

    @Test
    void writesNameUptimeAndWallClockOfEachMoment() throws IOException, InterruptedException {
        Path file = folder.resolve("timeline");
        Instant before = Instant.now();
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            Timeline timeline = Timeline.writing(file);
            timeline.mark("registered");
            timeline.mark("window_shown");
            Instant deadline = before.plus(Duration.ofSeconds(20));
            while (lines(file).size() < 2 && Instant.now().isBefore(deadline)) {
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }

        List<String> lines = lines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).matches("registered\t\\d+\\.\\d{3}\t\\d{16}");
        long epochMicros = Long.parseLong(lines.getLast().split("\t")[2]);
        assertThat(Instant.ofEpochSecond(0, epochMicros * 1_000)).isBetween(before.minusMillis(5), Instant.now());
    }

    @Test
    void isOffUnlessAsked() {
        assertThat(Timeline.fromProperty().on()).isFalse();
        Timeline.NONE.mark("nothing");
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
