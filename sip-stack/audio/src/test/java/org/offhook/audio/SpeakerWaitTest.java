package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.offhook.audio.SoundProcess.number;
import static org.offhook.audio.SoundProcess.value;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the speaker at a real sound server, by the server's own word. */
class SpeakerWaitTest {

    private static final Pattern WAITS = Pattern.compile("Buffer Latency: (\\d+) usec\\s+Sink Latency: (\\d+) usec");

    @TempDir
    Path folder;

    private final Map<String, Integer> waitsMillis = new TreeMap<>();

    private int waits(PulseServer server) throws IOException, InterruptedException {
        int most = 0;
        for (int i = 0; i < 5; i++) { // it changes with every request
            Matcher said = WAITS.matcher(server.control("list", "sink-inputs"));
            assertThat(said.find()).as("a stream of ours at the server").isTrue();
            most = Math.max(most, Integer.parseInt(said.group(1)) + Integer.parseInt(said.group(2)));
        }
        return most / 1000;
    }

    @Test
    @Tag("interop")
    void whatWaitsAtTheServerDoesNotGrowWithEachHoleAndTheSpeakerOpensAnewInAPause() throws Exception {
        assumeTrue(PulseServer.installed(), "NOT RUN: pulseaudio and pulseaudio-utils are not installed");
        try (PulseServer server = PulseServer.start(folder)) {
            List<String> lines =
                    SoundProcess.run(SpeakerWaitProbe.class, folder, server.address(), Optional.empty(), line -> {
                        if (line.startsWith("probe ready=")) {
                            waitsMillis.put(line.substring(12), waits(server));
                        }
                    });
            System.out.println("MEASURED what waits at the server, ms: " + waitsMillis);
            assertThat(waitsMillis).as(String.join("\n", lines)).containsOnlyKeys("opened", "stalled", "anew");
            assertThat(waitsMillis.get("opened")).isLessThan(35);
            assertThat(waitsMillis.get("stalled"))
                    .as("five holes had made it 66 to 90 ms")
                    .isLessThan(50);
            assertThat(waitsMillis.get("anew")).isLessThan(35);
            assertThat(number(lines, "anew-gap-ms"))
                    .as("nothing asked for sound while the speaker opened")
                    .isLessThan(700);
            assertThat(value(lines, "goes-on")).contains("true");
        }
    }
}
