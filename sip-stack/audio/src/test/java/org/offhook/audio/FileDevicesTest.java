package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

class FileDevicesTest {

    @TempDir
    Path folder;

    private final ToneGenerator played = new ToneGenerator(CallTone.steady(620, -20), 8000);
    private final PlayoutSource speaker =
            (into, offset, samples, rate, nowNanos) -> played.generate(into, offset, samples);

    private Path tone(String name, int channels, int rate, int millis) throws IOException {
        Path file = folder.resolve(name);
        short[] samples = new short[rate * millis / 1000];
        new ToneGenerator(CallTone.steady(440, -20), rate).generate(samples, 0, samples.length);
        try (WavWriter writer = new WavWriter(file, channels, rate)) {
            for (short sample : samples) {
                for (int c = 0; c < channels; c++) {
                    writer.write(new short[] {sample}, 0, 1);
                }
            }
        }
        return file;
    }

    private static ToneDetector speak(AudioLine line, int frames) {
        ToneDetector ear = new ToneDetector(8000, 440);
        short[] frame = new short[160];
        for (int i = 0; i < frames; i++) {
            line.capture(frame, 0, 160, 8000);
            ear.accept(frame, 0, 160);
        }
        return ear;
    }

    private static List<AudioDevice> started(AudioDevicePort devices, Optional<ErrorCode> expectedProblem)
            throws Exception {
        CompletableFuture<List<AudioDevice>> told = new CompletableFuture<>();
        devices.start((present, problem) -> {
            assertThat(problem).isEqualTo(expectedProblem);
            told.complete(present);
        });
        return told.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"1,8000", "2,48000", "1,44100"})
    void saysTheFileOnceAtTheCallsRateAndIsSilentAfterwards(int channels, int rate) throws Exception {
        Path in = tone("in.wav", channels, rate, 1000);
        try (AudioDevicePort devices = AudioDevices.fromSetting("file:" + in + ",")) {
            started(devices, Optional.empty());
            try (AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker)) {
                assertThat(line.selfClocked()).isFalse();
                assertThat(line.captureBacklog()).isEqualTo(-1);
                assertThat(speak(line, 50).heardMillis()).isGreaterThanOrEqualTo(960);
                assertThat(speak(line, 50).heardMillis()).isLessThanOrEqualTo(20);
            }
            try (AudioLine again = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker)) {
                assertThat(speak(again, 50).heardMillis())
                        .as("each talk starts at the beginning")
                        .isGreaterThanOrEqualTo(960);
            }
        }
    }

    @Test
    void saysTheFileAgainAndAgainWhenAskedTo() throws Exception {
        Path in = tone("in.wav", 1, 8000, 500);
        try (AudioDevicePort devices = AudioDevices.fromSetting("file:" + in + ",,loop");
                AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker)) {
            assertThat(speak(line, 200).heardMillis()).isGreaterThan(3800);
        }
    }

    @Test
    void writesWhatIsHeardAndTheFilePlaysEvenBeforeItIsClosed() throws Exception {
        Path out = folder.resolve("sub/out.wav");
        AudioDevicePort devices = AudioDevices.fromSetting("file:," + out);
        AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker);
        for (int i = 0; i < 150; i++) {
            line.tick(160, 8000, i * 20_000_000L);
        }
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (heardMillis(out) < 900 && System.nanoTime() - deadline < 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        assertThat(heardMillis(out)).as("as if the process had been killed").isGreaterThanOrEqualTo(900);
        line.close();
        devices.close();
        assertThat(heardMillis(out)).isGreaterThanOrEqualTo(2960);
        assertThat(WavHeader.read(Files.readAllBytes(out)).orElseThrow().dataBytes())
                .isEqualTo(150 * 320);
    }

    private static int heardMillis(Path wav) throws IOException {
        if (!Files.exists(wav)) {
            return 0;
        }
        byte[] file = Files.readAllBytes(wav);
        WavHeader header = WavHeader.read(file).orElseThrow();
        int samples = (int) Math.min(header.dataBytes(), file.length - header.dataOffset()) / 2;
        short[] sound = new short[samples];
        Pcm16.toShorts(file, (int) header.dataOffset(), samples, sound, 0);
        ToneDetector ear = new ToneDetector(8000, 620);
        ear.accept(sound, 0, samples);
        return ear.heardMillis();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.wav", "text.wav", "."})
    void aFileThatCannotBeUsedIsNamedAndTheAgentIsSilent(String name) throws Exception {
        Files.writeString(folder.resolve("text.wav"), "this is no sound");
        try (AudioDevicePort devices = AudioDevices.fromSetting("file:" + folder.resolve(name) + ",")) {
            started(devices, Optional.of(ErrorCode.AUDIO_FILE_UNREADABLE));
            try (AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker)) {
                assertThat(line.problem()).contains(ErrorCode.AUDIO_FILE_UNREADABLE);
                short[] frame = {1, 2, 3};
                line.capture(frame, 0, 3, 8000);
                assertThat(Level.dbov(frame, 0, 3)).isEqualTo(-127);
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAndTheCallGoesOn() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        try (AudioDevicePort devices = AudioDevices.fromSetting("file:," + blocked.resolve("out.wav"));
                AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker)) {
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (line.problem().isEmpty() && System.nanoTime() - deadline < 0) {
                line.tick(160, 8000, 0);
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
            assertThat(line.problem()).contains(ErrorCode.AUDIO_FILE_UNREADABLE);
        }
    }

    @Test
    void silenceIsAskedForAndThrownAway() throws Exception {
        try (AudioDevicePort devices = AudioDevices.fromSetting(" silent ")) {
            assertThat(started(devices, Optional.empty())).isEmpty();
            AudioLine line = devices.openTalk(AudioChoice.SYSTEM, 8000, speaker);
            line.tick(160, 8000, 0);
            short[] frame = {5, 5};
            line.capture(frame, 0, 2, 8000);
            assertThat(frame).containsExactly(0, 0);
            assertThat(line.problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loud", "file", "file:a.wav,b.wav,twice", "file:a,b,loop,d"})
    void settingsThatNameNoDevicesAreRefused(String setting) {
        assertThatThrownBy(() -> AudioDevices.fromSetting(setting))
                .isInstanceOfSatisfying(
                        AudioDevices.SettingRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID));
    }
}
