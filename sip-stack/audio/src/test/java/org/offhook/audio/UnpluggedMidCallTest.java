package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.offhook.audio.SoundProcess.number;
import static org.offhook.audio.SoundProcess.value;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A headset that is pulled out in a call, and put back: real devices of a PulseAudio server, real packets, a tone through all of it. */
class UnpluggedMidCallTest {
    private static final long BACK_WITHIN_NANOS = 4_000_000_000L;
    private static final long RINGS_WITHIN_NANOS = 1_000_000_000L;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // there before the first line is said
    private PulseServer server;

    private final Deque<String> plugged = new ArrayDeque<>();
    private long backMillis = -1;
    private boolean rang;

    private void plug() throws IOException, InterruptedException {
        plugged.push(server.control(
                "load-module",
                "module-null-sink",
                "sink_name=headset",
                "norewinds=1",
                "rate=48000",
                "sink_properties=device.description=Headset"));
        plugged.push(server.control(
                "load-module",
                "module-remap-source",
                "source_name=headset_mic",
                "master=headset.monitor",
                "source_properties=device.description=HeadsetMicrophone"));
    }

    private void said(String line) throws IOException, InterruptedException {
        switch (line) {
            case "probe ready=talking" -> {
                assertThat(playsOn("headset"))
                        .as("the chosen one, which is not the server's default")
                        .isTrue();
                while (!plugged.isEmpty()) {
                    server.control("unload-module", plugged.pop());
                }
            }
            case "probe ready=unplugged" -> {
                assertThat(playsOn("speaker")).as("the fallback").isTrue();
                long before = System.nanoTime();
                plug();
                while (!playsOn("headset") && System.nanoTime() - before < BACK_WITHIN_NANOS) {
                    LockSupport.parkNanos(10_000_000);
                }
                backMillis = (System.nanoTime() - before) / 1_000_000;
                System.out.println("MEASURED back on the headset " + backMillis + " ms after it was plugged in");
            }
            case "probe ready=ringing" -> {
                long before = System.nanoTime();
                while (!rang && System.nanoTime() - before < RINGS_WITHIN_NANOS) {
                    rang = playsOn("speaker") && playsOn("headset");
                }
            }
            default -> {}
        }
    }

    /** Whether our stream is on that sink now. */
    private boolean playsOn(String sink) throws IOException, InterruptedException {
        Optional<String> index = server.control("list", "short", "sinks")
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length > 1 && fields[1].equals(sink))
                .map(fields -> fields[0])
                .findFirst();
        return index.isPresent()
                && server.control("list", "short", "sink-inputs")
                        .lines()
                        .map(line -> line.split("\t", -1))
                        .anyMatch(fields -> fields.length > 1 && fields[1].equals(index.get()));
    }

    @Test
    @Tag("interop")
    void theCallGoesOnByTheFallbackWithinASecondAndBackOnTheHeadsetWhenItReturns() throws Exception {
        assumeTrue(PulseServer.installed(), "NOT RUN: pulseaudio and pulseaudio-utils are not installed");
        try (PulseServer started = PulseServer.start(folder)) {
            server = started;
            plug();
            List<String> lines =
                    SoundProcess.run(UnplugProbe.class, folder, server.address(), Optional.empty(), this::said);
            assertThat(value(lines, "missed")).as(String.join("\n", lines)).isEmpty();
            assertThat(number(lines, "unplugged-gap-ms"))
                    .as("both directions through the fallback")
                    .isLessThan(1_000);
            assertThat(number(lines, "replugged-gap-ms")).isLessThan(1_000);
            assertThat(backMillis).isBetween(0L, 2_000L);
            assertThat(rang)
                    .as("the ringer rings on its own device, the call stays on the headset")
                    .isTrue();
        }
    }
}
