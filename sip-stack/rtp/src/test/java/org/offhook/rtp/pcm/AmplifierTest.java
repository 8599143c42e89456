package org.offhook.rtp.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneGenerator;

class AmplifierTest {
    private final Amplifier amplifier = new Amplifier();
    private final short[] frame = new short[160];

    private float levelAfter(double dbov, int frames) {
        ToneGenerator tone = new ToneGenerator(CallTone.steady(440, dbov), 8_000);
        for (int i = 0; i < frames; i++) {
            tone.generate(frame, 0, 160);
            amplifier.apply(frame, 0, 160);
        }
        return Level.dbov(frame, 0, 160);
    }

    @Test
    void addsWhatIsAskedForWithinHalfASecond() {
        float plain = levelAfter(-30, 2);
        amplifier.set(12);
        assertThat(levelAfter(-30, 25) - plain).isBetween(11.8f, 12.2f);
        amplifier.set(-12);
        assertThat(levelAfter(-30, 2) - plain).isBetween(-12.2f, -11.8f);
    }

    @Test
    void leavesSamplesAloneAtZero() {
        short[] before = {1, -7, 32_767, -32_768};
        short[] after = before.clone();
        amplifier.apply(after, 0, 4);
        assertThat(after).containsExactly(before);
    }

    @Test
    void holdsLoudSoundBelowFullScaleInsteadOfTearingIt() {
        amplifier.set(12);
        levelAfter(-6, 25);
        for (short sample : frame) {
            assertThat(Math.abs((int) sample)).isLessThan(32_700);
        }
        assertThat(Level.dbov(frame, 0, 160)).as("a sine just below full scale").isBetween(-3.6f, -3.0f);
    }

    @Test
    void neverJumpsByMoreThanALoudSineDoes() {
        ToneGenerator tone = new ToneGenerator(CallTone.steady(200, -20), 8_000);
        short last = 0;
        int most = 0;
        for (int i = 0; i < 60; i++) {
            amplifier.set(i % 20 == 10 ? -12 : i % 20 == 0 ? 12 : 0);
            tone.generate(frame, 0, 160);
            amplifier.apply(frame, 0, 160);
            for (short sample : frame) {
                most = Math.max(most, Math.abs(sample - last));
                last = sample;
            }
        }
        // 200 Hz at −8 dBov (peak 0.56 of full scale) changes by 2,900 a sample at most.
        assertThat(most).isLessThan(3_600);
    }
}
