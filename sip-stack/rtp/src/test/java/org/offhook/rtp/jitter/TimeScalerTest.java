package org.offhook.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.rtp.jitter.TimeScaler.Where;

class TimeScalerTest {
    private static final double QUIET = 40;

    private final TimeScaler scaler = new TimeScaler(8_000);

    private static short[] tone(int level) {
        short[] samples = new short[480];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (level * Math.sin(2 * Math.PI * i / 50));
        }
        return samples;
    }

    @Test
    void speechIsLeftAloneWhereAPauseWasAskedFor() {
        short[] samples = tone(5_000);
        assertThat(scaler.shrink(samples, 240, Where.PAUSE, 100, QUIET)).isZero();
        assertThat(scaler.stretch(samples, 240, Where.PAUSE, 100, QUIET)).isZero();
        assertThat(samples).isEqualTo(tone(5_000));
    }

    @Test
    void aPauseIsMovedByExactlyAsMuchAsIsWanted() {
        assertThat(scaler.shrink(tone(20), 240, Where.PAUSE, 37, QUIET)).isEqualTo(37);
        assertThat(scaler.stretch(tone(20), 240, Where.PAUSE, 90, QUIET)).isEqualTo(90);
    }

    @Test
    void speechLosesOnePeriodAndNoMoreThanAskedFor() {
        assertThat(scaler.shrink(tone(5_000), 240, Where.ALIKE, 80, QUIET)).isEqualTo(50);
        assertThat(scaler.shrink(tone(5_000), 240, Where.ALIKE, 30, QUIET)).isZero();
        assertThat(scaler.shrink(tone(5_000), 240, Where.ANYWHERE, 30, QUIET)).isBetween(20, 30);
    }
}
