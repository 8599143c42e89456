package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.commandline.RemoteCommands;
import org.offhook.media.record.WavWriter;
import org.offhook.testkit.base.ReferenceSpeech;
import org.offhook.testkit.peer.Recording;

/** {@code offhook audio test} at a phone that runs: from the terminal through the bridge and the one door to the devices. */
class TryOutSoundTest {
    @TempDir
    static Path folder;

    /** What became of a try-out. */
    private record Tried(int code, String out, String err) {}

    // Each takes as long as a person has to speak and to listen, so both phones are tried at the same time.
    private static final ExecutorService TRIALS = Executors.newVirtualThreadPerTaskExecutor();
    private static Future<Tried> spoken = CompletableFuture.failedFuture(new IllegalStateException("not begun"));
    private static Future<Tried> silent = spoken;

    @BeforeAll
    static void tryOut() throws IOException {
        Path in = spokenInto(folder.resolve("in.wav"));
        spoken = TRIALS.submit(() -> tried("spoken", true, "file:" + in + "," + folder.resolve("heard.wav") + ",loop"));
        silent = TRIALS.submit(() -> tried("silent", false, "file:," + folder.resolve("silence.wav")));
    }

    @AfterAll
    static void end() {
        TRIALS.close();
    }

    private static Path spokenInto(Path file) throws IOException {
        short[] speech = ReferenceSpeech.one("voice3");
        try (WavWriter wav = new WavWriter(file, 1, ReferenceSpeech.RATE)) {
            wav.write(speech, 0, speech.length);
        }
        return file;
    }

    private static Tried tried(String data, boolean json, String device) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(data));
        try (PhoneBench phone = PhoneBench.start(directory, "audio.device=" + device)) {
            phone.running.bridge().opened().get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            return atTheTerminal(directory, json);
        }
    }

    private static Tried atTheTerminal(Path data, boolean json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = new RemoteCommands(data, console).testAudio(json);
        return new Tried(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aToneIsPlayedAndWhatIsSaidComesBack() throws Exception {
        Tried tried = spoken.get();
        assertThat(tried.code()).as(tried.err()).isEqualTo(ExitCode.DONE);
        JsonNode found = new ObjectMapper().readTree(tried.out());
        assertThat(found.path("verdict").asText()).isEqualTo("WELL");
        assertThat(found.has("code")).isFalse();
        assertThat(found.path("microphones")).hasSize(1);
        assertThat(found.path("microphones").path(0).path("name").asText()).isEqualTo("in.wav");
        assertThat(found.path("speakers").path(0).path("name").asText()).isEqualTo("heard.wav");
        Recording agent = Recording.read(folder.resolve("heard.wav"));
        assertThat(agent.longestToneMillis(440)).as("the tone").isGreaterThan(1_500);
    }

    @Test
    void aMicrophoneThatGivesNothingIsSaidWithItsCode() throws Exception {
        Tried tried = silent.get();
        assertThat(tried.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(tried.out()).contains("Microphone: none", "Speaker:    silence.wav", "nothing came");
        assertThat(tried.err()).startsWith("offhook: OH-3");
    }

    @Test
    void withoutAPhoneItSaysSo() {
        assertThat(atTheTerminal(folder.resolve("nobody"), false).code()).isEqualTo(ExitCode.NOT_RUNNING);
    }
}
