package org.offhook.rtp.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;
import org.offhook.testkit.base.Trials;

class PcmTest {

    @ParameterizedTest
    @CsvSource({"8000,48000", "48000,8000", "8000,44100", "44100,8000", "16000,8000", "8000,16000", "8000,8000"})
    void resamplingKeepsAToneItsLevelAndItsLength(int from, int to) {
        ToneGenerator generator = new ToneGenerator(CallTone.steady(1000, -12), from);
        Resampler resampler = new Resampler(from, to);
        short[] in = new short[from / 100];
        short[] out = new short[resampler.mostFor(in.length) + 1];
        ToneDetector detector = new ToneDetector(to, 1000);
        int total = 0;
        float level = 0;
        for (int i = 0; i < 100; i++) {
            generator.generate(in, 0, in.length);
            int made = resampler.process(in, 0, in.length, out, 0);
            assertThat(made).isBetween(to / 100 - 1, to / 100 + 1);
            detector.accept(out, 0, made);
            level = Level.dbov(out, 0, made);
            total += made;
        }
        assertThat(total).isBetween(to - to / 200, to + 1);
        assertThat(detector.heardMillis()).isGreaterThanOrEqualTo(960);
        assertThat(detector.share()).isGreaterThan(0.99);
        assertThat(level).isBetween(-12.2f, -11.8f);
    }

    @Test
    void whatLiesAboveTheNarrowBandIsTakenAwayBeforeItCanFold() {
        ToneGenerator generator = new ToneGenerator(CallTone.steady(6000, -12), 48_000);
        Resampler resampler = new Resampler(48_000, 8000);
        short[] in = new short[480];
        short[] out = new short[81];
        int made = 0;
        for (int i = 0; i < 50; i++) {
            generator.generate(in, 0, in.length);
            made = resampler.process(in, 0, in.length, out, 0);
        }
        assertThat(Level.dbov(out, 0, made)).isLessThan(-60);
    }

    @Test
    void ringGivesBackWhatWasPutInAcrossItsEnd() {
        PcmRing ring = new PcmRing(100);
        Random random = new Random(4);
        short next = 0;
        short expected = 0;
        short[] portion = new short[70];
        for (int i = 0; i < 1000; i++) {
            int count = random.nextInt(Math.min(70, 100 - ring.available()) + 1);
            for (int k = 0; k < count; k++) {
                portion[k] = next++;
            }
            ring.write(portion, 0, count);
            int taken = ring.read(portion, 0, random.nextInt(70));
            for (int k = 0; k < taken; k++) {
                assertThat(portion[k]).isEqualTo(expected++);
            }
        }
        assertThat(ring.dropped()).isZero();
    }

    @Test
    void ringDropsWhatDoesNotFitAndKeepsTheLatestOnDemand() {
        PcmRing ring = new PcmRing(10);
        ring.write(new short[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, 12);
        assertThat(ring.dropped()).isEqualTo(2);
        ring.keepLatest(3);
        short[] out = new short[5];
        assertThat(ring.read(out, 0, 5)).isEqualTo(3);
        assertThat(Arrays.copyOf(out, 3)).containsExactly(8, 9, 10);
    }

    @Test
    void headerIsReadBackAsWritten() {
        byte[] header = WavHeader.bytes(2, 8000, 6400);
        assertThat(WavHeader.read(header)).contains(new WavHeader(2, 8000, 44, 6400));
        assertThat(new String(header, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
    }

    @Test
    void headerWithOtherChunksBeforeTheSamplesIsUnderstood() {
        byte[] plain = WavHeader.bytes(1, 16_000, 100);
        byte[] withList = new byte[plain.length + 14];
        System.arraycopy(plain, 0, withList, 0, 36);
        System.arraycopy(new byte[] {'L', 'I', 'S', 'T', 5, 0, 0, 0, 1, 2, 3, 4, 5, 0}, 0, withList, 36, 14);
        System.arraycopy(plain, 36, withList, 50, 8);
        assertThat(WavHeader.read(withList)).contains(new WavHeader(1, 16_000, 58, 100));
    }

    @Test
    void headerReadingNeverThrows() {
        Trials.run("PcmTest.headerReadingNeverThrows", 1000, random -> readsHeaderWith(Trials.bytes(random, 0, 60)));
    }

    private static void readsHeaderWith(byte[] garbage) {
        byte[] file = WavHeader.bytes(1, 8000, 10);
        System.arraycopy(
                garbage,
                0,
                file,
                Math.min(12, file.length - Math.min(garbage.length, 32)),
                Math.min(garbage.length, 32));
        assertThat(WavHeader.read(file)).isNotNull();
        assertThat(WavHeader.read(garbage)).isEmpty();
    }
}
