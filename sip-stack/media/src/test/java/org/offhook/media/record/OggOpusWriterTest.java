package org.offhook.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ogg Opus as RFC 3533, RFC 6716 and RFC 7845 want it. */
class OggOpusWriterTest {
    @TempDir
    Path folder;

    private byte[] written(int rateHertz, int samples) throws Exception {
        Path path = folder.resolve("a.opus");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OggOpusWriter writer = new OggOpusWriter(new PlainBytes(channel), rateHertz)) {
            short[] left = new short[samples];
            short[] right = new short[samples];
            for (int i = 0; i < samples; i++) {
                left[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / rateHertz));
                right[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / rateHertz));
            }
            for (int done = 0; done < samples; ) {
                int some = Math.min(700, samples - done);
                writer.write(
                        java.util.Arrays.copyOfRange(left, done, done + some),
                        java.util.Arrays.copyOfRange(right, done, done + some),
                        some);
                done += some;
                if (done / rateHertz != (done - some) / rateHertz) {
                    writer.second();
                }
            }
        }
        return Files.readAllBytes(path);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void bothSidesAreHeardWhereTheyBelongAndNowhereElse(int rateHertz) throws Exception {
        OggReading ogg = OggReading.of(written(rateHertz, rateHertz * 3));
        for (int side = 0; side < 2; side++) {
            double own = OggReading.level(ogg.sides[side], 48_000, side == 0 ? 440 : 1_000, 48_000, 48_000);
            double other = OggReading.level(ogg.sides[side], 48_000, side == 0 ? 1_000 : 440, 48_000, 48_000);
            assertThat(own).as("side " + side).isCloseTo(8_000 / 32_768.0, within(0.06));
            assertThat(20 * Math.log10(other / own)).as("the other side in it").isLessThan(-45);
        }
    }

    @Test
    void pagesAreCountedCheckedAndClosedAndTellTheLengthToTheSample() throws Exception {
        int samples = 8_000 * 2 + 1_234;
        OggReading ogg = OggReading.of(written(8_000, samples));
        assertThat(ogg.pages).allMatch(OggReading.Page::whole);
        assertThat(ogg.pages.getFirst().kind()).isEqualTo(OggPages.FIRST);
        assertThat(ogg.pages.getFirst().packets()).as("the head stands alone").isEqualTo(1);
        assertThat(ogg.pages.get(1).packets()).as("the tags too").isEqualTo(1);
        assertThat(ogg.pages.getLast().kind()).isEqualTo(OggPages.LAST);
        for (int i = 0; i < ogg.pages.size(); i++) {
            assertThat(ogg.pages.get(i).sequence()).isEqualTo(i);
            assertThat(ogg.pages.get(i).serial()).isEqualTo(ogg.pages.getFirst().serial());
        }
        assertThat(new String(ogg.packets.getFirst(), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("OpusHead");
        assertThat(new String(ogg.packets.get(1), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("OpusTags");
        assertThat(ogg.family).isEqualTo(1);
        assertThat(ogg.sides[0]).as("end trimming, RFC 7845 §4.4").hasSize(samples * 6);
        assertThat(ogg.pages.size()).as("about one a second").isBetween(4, 6);
    }

    @Test
    void anEmptyRecordingIsAFileThatEnds() throws Exception {
        OggReading ogg = OggReading.of(written(8_000, 0));
        assertThat(ogg.pages.getLast().kind()).isEqualTo(OggPages.LAST);
        assertThat(ogg.sides[0]).isEmpty();
    }
}
