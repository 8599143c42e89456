package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private RemoteCommands terminal() {
        return new RemoteCommands(
                data,
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private Path spoken() throws IOException {
        Path file = data.resolve("in.wav");
        short[] speech = ReferenceSpeech.one("voice3");
        try (WavWriter wav = new WavWriter(file, 1, ReferenceSpeech.RATE)) {
            wav.write(speech, 0, speech.length);
        }
        return file;
    }

    @Test
    void aToneIsPlayedAndWhatIsSaidComesBack() throws Exception {
        Path heard = data.resolve("heard.wav");
        try (PhoneBench phone = PhoneBench.start(data, "audio.device=file:" + spoken() + "," + heard + ",loop")) {
            phone.running.bridge().opened().get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(terminal().testAudio(true))
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo(ExitCode.DONE);
        }
        JsonNode found = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(found.path("verdict").asText()).isEqualTo("WELL");
        assertThat(found.has("code")).isFalse();
        assertThat(found.path("microphones")).hasSize(1);
        assertThat(found.path("microphones").path(0).path("name").asText()).isEqualTo("in.wav");
        assertThat(found.path("speakers").path(0).path("name").asText()).isEqualTo("heard.wav");
        Recording agent = Recording.read(heard);
        assertThat(agent.longestToneMillis(440)).as("the tone").isGreaterThan(1_500);
    }

    @Test
    void aMicrophoneThatGivesNothingIsSaidWithItsCode() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data, "audio.device=file:," + data.resolve("heard.wav"))) {
            phone.running.bridge().opened().get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(terminal().testAudio(false)).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Microphone: none", "Speaker:    heard.wav", "nothing came");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("offhook: OH-3");
    }

    @Test
    void withoutAPhoneItSaysSo() {
        assertThat(terminal().testAudio(false)).isEqualTo(ExitCode.NOT_RUNNING);
    }
}
