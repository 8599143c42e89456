package org.offhook.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.rtp.tone.Level;

/**
 * Compares every one of the 65,536 samples with laws rebuilt here from the decision values of G.711 tables 1a and 2a,
 * by walking the table instead of by bit arithmetic.
 */
class G711Test {

    /** Table 2a, 14-bit units: eight segments of sixteen steps that double, the first interval only half as wide. */
    private static byte referenceMuLaw(int linear) {
        int magnitude = linear >= 0 ? linear / 4 : (-linear - 1) / 4;
        int upper = 1;
        int step = 2;
        for (int code = 0; code < 128; code++) {
            if (magnitude < upper || code == 127) {
                int sent = 0x7f - code;
                return (byte) (linear >= 0 ? sent | 0x80 : sent);
            }
            if (code > 0 && code % 16 == 15) {
                step *= 2;
                upper += step;
            } else {
                upper += step;
            }
        }
        throw new AssertionError();
    }

    /** Table 1a, 12-bit units of the magnitude: steps of 1 in the first two segments, then doubling. */
    private static byte referenceALaw(int linear) {
        int magnitude = linear >= 0 ? linear / 16 : (-linear - 1) / 16;
        int upper = 0;
        for (int code = 0; code < 128; code++) {
            int segment = code / 16;
            upper += segment <= 1 ? 1 : 1 << (segment - 1);
            if (magnitude < upper || code == 127) {
                return (byte) ((linear >= 0 ? code | 0x80 : code) ^ 0x55);
            }
        }
        throw new AssertionError();
    }

    @Test
    void muLawEncodesEverySampleAsTheTableSays() {
        for (int sample = -32_768; sample <= 32_767; sample++) {
            assertThat(G711.MU_LAW.encode((short) sample))
                    .as("sample " + sample)
                    .isEqualTo(referenceMuLaw(sample));
        }
    }

    @Test
    void aLawEncodesEverySampleAsTheTableSays() {
        for (int sample = -32_768; sample <= 32_767; sample++) {
            assertThat(G711.A_LAW.encode((short) sample)).as("sample " + sample).isEqualTo(referenceALaw(sample));
        }
    }

    @Test
    void decodesToTheMiddleOfTheInterval() {
        // Quantised values of G.711 tables 1a and 2a, scaled to 16 bits.
        assertThat(G711.MU_LAW.decode((byte) 0x80)).isEqualTo((short) (8031 * 4));
        assertThat(G711.MU_LAW.decode((byte) 0x00)).isEqualTo((short) (-8031 * 4));
        assertThat(G711.MU_LAW.decode((byte) 0xff)).isZero();
        assertThat(G711.MU_LAW.decode((byte) 0x8f)).isEqualTo((short) (4191 * 4));
        assertThat(G711.MU_LAW.decode((byte) 0xef)).isEqualTo((short) (33 * 4 - 0));
        assertThat(G711.A_LAW.decode((byte) 0xd5)).isEqualTo((short) 8);
        assertThat(G711.A_LAW.decode((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.A_LAW.decode((byte) 0xaa)).isEqualTo((short) (4032 * 8));
        assertThat(G711.A_LAW.decode((byte) 0x2a)).isEqualTo((short) (-4032 * 8));
    }

    @Test
    void everyCodeSurvivesDecodingAndEncodingAgain() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.A_LAW.encode(G711.A_LAW.decode((byte) code))).isEqualTo((byte) code);
            // 0x7f is negative zero in µ-law: it decodes to 0, which is encoded as positive zero.
            byte expected = code == 0x7f ? (byte) 0xff : (byte) code;
            assertThat(G711.MU_LAW.encode(G711.MU_LAW.decode((byte) code))).isEqualTo(expected);
        }
    }

    @Test
    void everyDecodedValueLiesInsideTheIntervalOfItsCode() {
        for (G711 law : G711.values()) {
            for (int sample = -32_000; sample <= 32_000; sample++) {
                short decoded = law.decode(law.encode((short) sample));
                assertThat(Math.abs(decoded - sample)).isLessThanOrEqualTo(Math.abs(sample) / 32 + 16);
            }
        }
    }

    @Test
    void framesAndSilenceUseTheSameTables() {
        short[] pcm = {0, 1000, -1000, 32_767};
        byte[] payload = new byte[6];
        assertThat(G711.A_LAW.encode(pcm, 0, 4, payload, 1)).isEqualTo(4);
        short[] back = new short[4];
        assertThat(G711.A_LAW.decode(payload, 1, 4, back, 0)).isEqualTo(4);
        assertThat(back[1]).isEqualTo(G711.A_LAW.decode(G711.A_LAW.encode((short) 1000)));
        assertThat(G711.A_LAW.decode(payload, 0, 6, back, 0))
                .as("what does not fit is left out")
                .isEqualTo(4);
        for (G711 law : G711.values()) {
            law.encodeSilence(payload, 0, 6);
            assertThat(payload[3]).isEqualTo(law.encode((short) 0));
        }
    }

    @Test
    void comfortNoiseHasTheLevelItWasTold() {
        ComfortNoise noise = new ComfortNoise();
        short[] samples = new short[8000];
        noise.generate(samples, 0, samples.length);
        assertThat(Level.dbov(samples, 0, samples.length)).isEqualTo(-127);
        noise.update(new byte[] {50, 1, 2}, 0, 3);
        noise.generate(samples, 0, samples.length);
        assertThat(Level.dbov(samples, 0, samples.length)).isBetween(-51f, -49f);
        noise.update(new byte[0], 0, 0);
        noise.generate(samples, 0, samples.length);
        assertThat(Level.dbov(samples, 0, samples.length)).isLessThan(-80f);
    }
}
