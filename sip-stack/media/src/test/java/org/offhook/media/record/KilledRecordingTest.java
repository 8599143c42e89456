package org.offhook.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.media.record.RecordingFiles.Format;
import org.offhook.rtp.pcm.WavHeader;

/** A process that records is killed for good: what it said a second ago can be played. */
class KilledRecordingTest {
    private static final RecordingKey KEY = RecordingKey.ofHex("5a".repeat(RecordingKey.BYTES));
    private static final int RATE = 8_000;

    @TempDir
    Path folder;

    /** Records on and on, and says after each second that it is written. */
    static final class Recording {
        private Recording() {}

        public static void main(String[] arguments) throws Exception {
            Optional<RecordingKey> key = arguments[2].equals("sealed") ? Optional.of(KEY) : Optional.empty();
            SoundWriter writer = RecordingFiles.make(
                            Path.of(arguments[0]), "call", Format.valueOf(arguments[1]), RATE, key)
                    .writer();
            short[] sound = new short[RATE / 10];
            for (int tenth = 1; ; tenth++) {
                for (int i = 0; i < sound.length; i++) {
                    sound[i] = (short) (8_000 * Math.sin(2 * Math.PI * 500 * i / RATE));
                }
                writer.write(sound, sound, sound.length);
                if (tenth % 10 == 0) {
                    writer.second();
                    System.out.println(tenth / 10);
                }
                while (tenth == 60 && System.in.read() >= 0) { // long enough: it waits to be killed
                    System.out.flush();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"WAV, plain", "OPUS, plain", "WAV, sealed", "OPUS, sealed"})
    void leavesAFileThatPlaysToItsLastSecond(Format format, String how) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recording.class.getName(),
                        folder.toString(),
                        format.name(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int seconds = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && seconds < 5) {
                seconds = Integer.parseInt(line);
                line = seconds < 5 ? out.readLine() : line;
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seconds).as("it recorded").isEqualTo(5);

        Path left = folder.resolve("call." + format.extension() + (how.equals("sealed") ? ".sealed" : ""));
        Path played = left;
        if (how.equals("sealed")) {
            SealedRecording.Opened opened =
                    SealedRecording.open(left, KEY, folder.resolve("opened." + format.extension()));
            assertThat(opened.complete()).as("nobody closed it").isFalse();
            played = opened.file();
        }
        assertThat(seconds(format, played)).as("before any repair").isGreaterThanOrEqualTo(5);
        Files.write(played, new byte[] {'O', 'g', 'g', 'S', 0, 0, 1}, java.nio.file.StandardOpenOption.APPEND);
        RecordingRepair.complete(played);
        assertThat(seconds(format, played)).as("and after it").isGreaterThanOrEqualTo(5);
        if (format == Format.OPUS) {
            assertThat(OggReading.of(Files.readAllBytes(played)).pages.getLast().kind() & OggPages.LAST)
                    .as("its end is marked")
                    .isEqualTo(OggPages.LAST);
        } else {
            WavHeader header = WavHeader.read(Files.readAllBytes(played)).orElseThrow();
            assertThat(Files.size(played)).isEqualTo(header.dataOffset() + header.dataBytes());
        }
        long size = Files.size(played);
        RecordingRepair.complete(played);
        assertThat(Files.size(played)).as("done once is done").isEqualTo(size);
    }

    /** As a player would find it. */
    private static double seconds(Format format, Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        if (format == Format.WAV) {
            WavHeader header = WavHeader.read(bytes).orElseThrow();
            assertThat(header.dataOffset() + header.dataBytes()).isLessThanOrEqualTo(bytes.length);
            return header.dataBytes() / 4.0 / RATE;
        }
        OggReading ogg = OggReading.of(bytes);
        assertThat(ogg.pages).allMatch(OggReading.Page::whole);
        double level = OggReading.level(ogg.sides[1], 48_000, 500, 48_000, 48_000);
        assertThat(level).isGreaterThan(0.1);
        return (ogg.sides[0].length + ogg.preSkip) / 48_000.0;
    }
}
