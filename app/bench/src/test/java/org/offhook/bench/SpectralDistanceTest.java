package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.ReferenceSpeech;

class SpectralDistanceTest {
    private static final int BANDS = 16;
    private static final short[] SAID = ReferenceSpeech.one("voice1");

    private static short[] later(short[] said, int samples) {
        short[] heard = new short[said.length + ReferenceSpeech.RATE];
        System.arraycopy(said, 0, heard, samples, said.length);
        return heard;
    }

    @Test
    void theSameSpeechALittleLaterAndSofterIsNoFurtherAway() {
        short[] heard = later(SAID, 1_600);
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) (heard[i] / 2);
        }
        SpectralDistance.Result result = SpectralDistance.compare(SAID, heard, BANDS);
        assertThat(result.decibels()).isLessThan(0.3);
        assertThat(result.delaySamples()).isBetween(1_560, 1_640);
        assertThat(result.missingShare()).isZero();
    }

    @Test
    void silenceIsSpeechThatIsMissing() {
        SpectralDistance.Result result =
                SpectralDistance.compare(SAID, new short[SAID.length + ReferenceSpeech.RATE], BANDS);
        assertThat(result.missingShare()).isEqualTo(1);
        assertThat(result.spoiltShare()).isGreaterThan(0.9);
    }

    @Test
    void aQuarterThatWasNotHeardIsMissedAsAQuarter() {
        short[] heard = later(SAID, 800);
        for (int from = 0; from + 16_000 <= heard.length; from += 16_000) {
            Arrays.fill(heard, from, from + 4_000, (short) 0);
        }
        SpectralDistance.Result result = SpectralDistance.compare(SAID, heard, BANDS);
        assertThat(result.missingShare()).isBetween(0.1, 0.35);
    }
}
