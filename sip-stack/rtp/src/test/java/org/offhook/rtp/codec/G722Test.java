package org.offhook.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** ITU-T G.722, mode 1: what comes back is what was said, up to 7 kHz and over the whole range of levels. */
class G722Test {

    private static final int RATE = G722.SAMPLE_RATE_HERTZ;
    /** Both mirror filters: 24 taps of pairs of samples, less the pair that is complete at once. */
    private static final int DELAY = 22;

    private static short[] tone(double hertz, double dbov, int samples) {
        short[] pcm = new short[samples];
        new ToneGenerator(CallTone.steady(hertz, dbov), RATE).generate(pcm, 0, samples);
        return pcm;
    }

    private static short[] roundTrip(short[] pcm) {
        byte[] bytes = new byte[pcm.length / 2];
        short[] heard = new short[pcm.length];
        G722.Encoder encoder = new G722.Encoder();
        G722.Decoder decoder = new G722.Decoder();
        for (int at = 0; at + 320 <= pcm.length; at += 320) {
            assertThat(encoder.encode(pcm, at, 320, bytes, at / 2)).isEqualTo(160);
            assertThat(decoder.decode(bytes, at / 2, 160, heard, at)).isEqualTo(320);
        }
        return heard;
    }

    private static double signalToNoise(short[] said, short[] heard, int from) {
        double signal = 0;
        double noise = 0;
        for (int i = from; i < said.length - DELAY; i++) {
            double error = heard[i + DELAY] - said[i];
            signal += (double) said[i] * said[i];
            noise += error * error;
        }
        return 10 * Math.log10(signal / Math.max(1, noise));
    }

    @Test
    void tonesOfBothBandsComeBackClean() {
        for (double hertz : new double[] {300, 1000, 2000, 3400}) {
            assertThat(signalToNoise(tone(hertz, -15, RATE), roundTrip(tone(hertz, -15, RATE)), 1600))
                    .as(hertz + " Hz, low band")
                    .isGreaterThan(30);
        }
        for (double hertz : new double[] {5000, 6000, 6800}) {
            short[] heard = roundTrip(tone(hertz, -15, RATE));
            ToneDetector ear = new ToneDetector(RATE, hertz);
            ear.accept(heard, 0, heard.length);
            assertThat(ear.heardMillis()).as(hertz + " Hz, high band").isGreaterThan(950);
            assertThat(Level.dbov(heard, RATE / 2, RATE / 2)).isBetween(-17f, -13f);
        }
    }

    @Test
    void levelsFromWhisperToShoutKeepTheirLevel() {
        for (double dbov = -50; dbov <= -4; dbov += 2) {
            short[] heard = roundTrip(tone(800, dbov, RATE));
            assertThat((double) Level.dbov(heard, RATE / 2, RATE / 2))
                    .as(dbov + " dBov")
                    .isBetween(dbov - 1, dbov + 1);
        }
    }

    @Test
    void silenceStaysSilentAndAFullScaleSquareWaveDoesNotWrapRound() {
        short[] heard = roundTrip(new short[RATE]);
        assertThat(Level.dbov(heard, 0, heard.length)).isLessThan(-75);
        short[] square = new short[RATE];
        for (int i = 0; i < RATE; i++) {
            square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] loud = roundTrip(square);
        for (int i = 1600; i < RATE; i += 40) {
            int middle = (i + 20 + DELAY) / 40 * 40 + 20 + DELAY;
            if (middle < RATE) {
                boolean high = (middle - DELAY) / 40 % 2 == 0;
                assertThat(high ? loud[middle] : -loud[middle]).isGreaterThan(10_000);
            }
        }
    }

    @Test
    void anyBytesDecodeAndAPayloadOfNoBytesGivesNothing() {
        byte[] noise = new byte[4000];
        new Random(722).nextBytes(noise);
        G722.Decoder decoder = new G722.Decoder();
        short[] into = new short[8000];
        assertThat(decoder.decode(noise, 0, 4000, into, 0)).isEqualTo(8000);
        assertThat(decoder.decode(noise, 0, 4000, into, 7990))
                .as("what does not fit is left out")
                .isEqualTo(10);
        assertThat(decoder.decode(noise, 0, 0, into, 0)).isZero();
        assertThat(decoder.samplesIn(noise, 0, 160)).isEqualTo(320);
    }

    @Test
    void theSameSoundGivesTheSameBytesWhateverTheFrames() {
        short[] pcm = tone(700, -12, 3200);
        byte[] whole = new byte[1600];
        new G722.Encoder().encode(pcm, 0, 3200, whole, 0);
        byte[] parts = new byte[1600];
        G722.Encoder encoder = new G722.Encoder();
        for (int at = 0; at < 3200; at += 160) {
            encoder.encode(pcm, at, 160, parts, at / 2);
        }
        assertThat(parts).isEqualTo(whole);
        assertThat(Arrays.hashCode(whole)).isNotEqualTo(Arrays.hashCode(new byte[1600]));
    }
}
