package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.codec.G711;
import org.offhook.testkit.base.ReferenceSpeech;

/** What a measure of speech has to do whatever it was fitted to. */
class PerceivedSpeechTest {
    private static final int RATE = ReferenceSpeech.RATE;
    private static final short[] SAID = ReferenceSpeech.one("voice1");

    private static short[] later(short[] said, int samples) {
        short[] heard = new short[said.length + RATE / 2];
        System.arraycopy(said, 0, heard, samples, Math.min(said.length, heard.length - samples));
        return heard;
    }

    private static double score(short[] heard) {
        return PerceivedSpeech.compare(SAID, heard).score();
    }

    /** Packets of 20 ms are replaced by silence, so many of a hundred. */
    private static short[] losing(int percent, int burst) {
        short[] heard = later(SAID, 1_600);
        Random random = new Random(862);
        for (int at = 0; at + 320 * burst <= heard.length; at += 320 * burst) {
            if (random.nextInt(100) < percent) {
                Arrays.fill(heard, at, at + 320 * burst, (short) 0);
            }
        }
        return heard;
    }

    private static short[] scaled(short[] heard, double factor) {
        short[] scaled = new short[heard.length];
        for (int i = 0; i < heard.length; i++) {
            scaled[i] = (short) Math.round(factor * heard[i]);
        }
        return scaled;
    }

    /** With noise that is so many decibels softer than a voice of full scale. */
    private static short[] noisy(double decibels) {
        short[] heard = later(SAID, 1_600);
        Random random = new Random(23);
        for (int i = 0; i < heard.length; i++) {
            heard[i] += (short) (random.nextGaussian() * 32_768 * Math.pow(10, -decibels / 20));
        }
        return heard;
    }

    @Test
    void theSameSpeechLaterOrSofterOrLouderHasTheBestMark() {
        double flawless = score(later(SAID, 0));
        assertThat(flawless).isBetween(4.1, 4.55);
        assertThat(score(later(SAID, 3_217))).isGreaterThan(flawless - 0.05);
        assertThat(score(scaled(later(SAID, 900), 0.25))).isGreaterThan(flawless - 0.1);
        assertThat(score(scaled(later(SAID, 900), 1.6))).isGreaterThan(flawless - 0.1);
    }

    @Test
    void aTelephoneLineIsAsGoodAsNone() {
        short[] heard = later(SAID, 1_000);
        byte[] line = new byte[heard.length];
        G711.MU_LAW.encode(heard, 0, heard.length, line, 0);
        G711.MU_LAW.decode(line, 0, line.length, heard, 0);
        assertThat(score(heard)).isGreaterThan(score(later(SAID, 0)) - 0.2);
    }

    @Test
    void eachFurtherLossTakesSomethingOff() {
        double before = score(later(SAID, 1_600));
        for (int percent : new int[] {2, 5, 10, 20, 40}) {
            double now = score(losing(percent, 1));
            assertThat(now).as("%s %% of packets missing", percent).isLessThan(before - 0.05);
            before = now;
        }
    }

    @Test
    void eachLouderNoiseTakesSomethingOff() {
        double before = score(later(SAID, 1_600));
        for (int decibels : new int[] {70, 60, 50, 40, 30}) {
            double now = score(noisy(decibels));
            assertThat(now).as("noise %s dB below full scale", decibels).isLessThan(before);
            before = now;
        }
        assertThat(before).isLessThan(2.5);
    }

    @Test
    void silenceHasTheWorstMark() {
        assertThat(score(new short[SAID.length + RATE / 2])).isLessThan(1.5);
    }

    @Test
    void aDelayThatMovesInAPauseIsForgivenAndOneThatMovesInAWordHardly() {
        int loud = 0;
        int quiet = 0;
        for (int at = RATE; at < 6 * RATE; at += 160) {
            loud = energy(at) > energy(loud) ? at : loud;
            quiet = quiet == 0 || energy(at) < energy(quiet) ? at : quiet;
        }
        double flawless = score(later(SAID, 800));
        assertThat(score(moved(quiet))).isGreaterThan(flawless - 0.05);
        assertThat(score(moved(loud))).isBetween(flawless - 0.5, flawless);
    }

    private static double energy(int at) {
        double sum = 0;
        for (int i = at - 1_600; i < at + 1_600; i++) {
            sum += i < 0 ? 0 : (double) SAID[i] * SAID[i];
        }
        return sum;
    }

    /** From there on it is heard 40 ms later. */
    private static short[] moved(int at) {
        short[] heard = later(SAID, 800);
        System.arraycopy(heard.clone(), at + 800, heard, at + 800 + 640, heard.length - at - 800 - 640);
        return heard;
    }

    @Test
    void theDelayIsFoundToTheSampleOnBothSidesOfAMove() {
        Random random = new Random(7);
        short[] said = new short[4 * SpeechAlignment.RATE];
        for (int i = 0; i < said.length; i++) {
            said[i] = (short) (3_000 * random.nextGaussian());
        }
        short[] heard = new short[said.length + 4_000];
        System.arraycopy(said, 0, heard, 517, said.length / 2);
        System.arraycopy(said, said.length / 2, heard, said.length / 2 + 811, said.length / 2);
        int[] delays = SpeechAlignment.delays(said, heard);
        assertThat(Arrays.copyOf(delays, delays.length / 2 - 2)).containsOnly(517);
        assertThat(Arrays.copyOfRange(delays, delays.length / 2 + 2, delays.length))
                .containsOnly(811);
    }

    @Test
    void aSoftEndOfAWordIsNotTakenForAnotherPlaceThatItResembles() {
        short[] said = new short[SAID.length / 2];
        for (int i = 0; i < said.length; i++) {
            said[i] = SAID[2 * i];
        }
        short[] heard = new short[said.length + 4_000];
        Random random = new Random(711);
        for (int i = 0; i < said.length; i++) {
            heard[i + 376] = (short) (said[i] + 40 * random.nextGaussian());
        }
        assertThat(Arrays.stream(SpeechAlignment.delays(said, heard)).distinct().toArray())
                .containsExactly(376);
    }
}
