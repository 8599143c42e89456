package org.offhook.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.error.ErrorCode;
import org.offhook.media.record.RecordingFiles.Format;
import org.offhook.media.record.RecordingFiles.Made;
import org.offhook.rtp.pcm.WavHeader;

/** Recordings that are sealed at rest. */
class SealedRecordingTest {
    private static final RecordingKey KEY = RecordingKey.ofHex("00112233445566778899aabbccddeeff".repeat(2));
    private static final RecordingKey OTHER = RecordingKey.ofHex("ff112233445566778899aabbccddeeff".repeat(2));

    @TempDir
    Path folder;

    private static short[] sound(int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) (i * 31);
        }
        return sound;
    }

    private Path sealed(Format format, int seconds, boolean closed) throws IOException {
        Made made = RecordingFiles.make(folder, "call", format, 8_000, Optional.of(KEY));
        SoundWriter writer = made.writer();
        for (int i = 0; i < seconds; i++) {
            writer.write(sound(8_000), sound(8_000), 8_000);
            writer.second();
        }
        if (closed) {
            writer.close();
        }
        return made.path();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void isOpenedWithItsKeyToWhatWouldHaveBeenWrittenPlainly(Format format) throws IOException {
        Path sealed = sealed(format, 3, true);
        assertThat(sealed.getFileName().toString()).isEqualTo("call." + format.extension() + ".sealed");
        assertThat(SealedRecording.extension(sealed)).contains(format.extension());
        SealedRecording.Opened opened = SealedRecording.open(sealed, KEY, folder.resolve("out"));
        assertThat(opened.complete()).isTrue();
        Made plain = RecordingFiles.make(folder, "plain", format, 8_000, Optional.empty());
        try (SoundWriter writer = plain.writer()) {
            for (int i = 0; i < 3; i++) {
                writer.write(sound(8_000), sound(8_000), 8_000);
                writer.second();
            }
        }
        byte[] out = Files.readAllBytes(opened.file());
        byte[] expected = Files.readAllBytes(plain.path());
        if (format == Format.WAV) {
            assertThat(out).isEqualTo(expected);
        } else {
            assertThat(out).as("another serial number, the same length").hasSameSizeAs(expected);
        }
    }

    @Test
    void nothingOfWhatWasSaidStandsInIt() throws IOException {
        byte[] bytes = Files.readAllBytes(sealed(Format.WAV, 1, true));
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("RIFF").doesNotContain("data");
        long zeros = 0;
        for (byte one : bytes) {
            zeros += one == 0 ? 1 : 0;
        }
        assertThat(zeros).as("as many as chance has it").isLessThan(bytes.length / 128);
    }

    @Test
    void whatAKilledProcessLeftIsOpenedAsFarAsItGoesAndSaidToBeIncomplete() throws IOException {
        Path sealed = sealed(Format.WAV, 3, false);
        byte[] torn = Files.readAllBytes(sealed);
        Files.write(sealed, Arrays.copyOf(torn, torn.length - 5));
        SealedRecording.Opened opened = SealedRecording.open(sealed, KEY, folder.resolve("out.wav"));
        assertThat(opened.complete()).isFalse();
        WavHeader header = WavHeader.read(Files.readAllBytes(opened.file())).orElseThrow();
        assertThat(header.dataBytes()).isBetween(2L * 32_000, 3L * 32_000);
        assertThat(Files.size(opened.file())).isEqualTo(header.dataOffset() + header.dataBytes());
    }

    @Test
    void anotherKeyAChangeAndAMissingPieceAreSaidAndLeaveNothingBehind() throws IOException {
        Path sealed = sealed(Format.WAV, 3, true);
        Path out = folder.resolve("out.wav");
        assertThatThrownBy(() -> SealedRecording.open(sealed, OTHER, out))
                .isInstanceOfSatisfying(
                        RecordingFault.class,
                        fault -> assertThat(fault.error()).isEqualTo(ErrorCode.RECORDING_KEY_MISSING));
        byte[] good = Files.readAllBytes(sealed);
        byte[] changed = good.clone();
        changed[good.length / 2] ^= 1;
        Files.write(sealed, changed);
        assertThatThrownBy(() -> SealedRecording.open(sealed, KEY, out)).isInstanceOf(RecordingFault.class);
        // the second chunk is taken out
        int chunk = 4 + 16 + 16 * 1024;
        byte[] without = new byte[good.length - chunk];
        int first = SealFormat.HEADER_BYTES + chunk;
        System.arraycopy(good, 0, without, 0, first);
        System.arraycopy(good, first + chunk, without, first, good.length - first - chunk);
        Files.write(sealed, without);
        assertThatThrownBy(() -> SealedRecording.open(sealed, KEY, out)).isInstanceOf(RecordingFault.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void theSameSoundIsNeverSealedTwiceTheSameWay() throws IOException {
        byte[] one = Files.readAllBytes(sealed(Format.WAV, 1, true));
        byte[] other = Files.readAllBytes(sealed(Format.WAV, 1, true));
        assertThat(Arrays.mismatch(one, other)).as("the salt differs").isBetween(16, 40);
        assertThat(Arrays.copyOfRange(one, 100, 200)).isNotEqualTo(Arrays.copyOfRange(other, 100, 200));
    }
}
