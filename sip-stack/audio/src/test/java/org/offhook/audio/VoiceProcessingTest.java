package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.AudioChoice;
import org.offhook.testkit.base.EchoRoom;
import org.offhook.testkit.base.ReferenceSpeech;
import org.offhook.testkit.base.Seed;

/** Each switch of the processing does its own work and nothing of the others', by the energy that comes out. */
class VoiceProcessingTest {
    private static final int RATE = ReferenceSpeech.RATE;

    /** The library has found out by then what it deals with. */
    private static final int SETTLED = 4 * RATE;

    private static final AudioChoice NOTHING = AudioChoice.SYSTEM.processed(false, false, false);
    private static final AudioChoice ECHO = AudioChoice.SYSTEM.processed(true, false, false);
    private static final AudioChoice NOISE = AudioChoice.SYSTEM.processed(false, true, false);
    private static final AudioChoice VOLUME = AudioChoice.SYSTEM.processed(false, false, true);

    private static short[] through(AudioChoice choice, short[] spoken) {
        short[] out = Arrays.copyOf(spoken, spoken.length - spoken.length % (RATE / 100));
        short[] portion = new short[RATE / 100];
        short[] silence = new short[RATE / 100];
        try (VoiceProcessing voice = new VoiceProcessing()) {
            voice.configure(choice);
            for (int at = 0; at < out.length; at += portion.length) {
                voice.heard(silence.clone(), RATE);
                System.arraycopy(out, at, portion, 0, portion.length);
                voice.spoken(portion, RATE);
                System.arraycopy(portion, 0, out, at, portion.length);
            }
        }
        return out;
    }

    /** How much louder it comes out than it went in, once settled, dB. */
    private static double gain(AudioChoice choice, short[] spoken) {
        double gain = 20 * Math.log10(loudness(through(choice, spoken)) / loudness(spoken));
        System.out.printf(Locale.ROOT, "MEASURED %s: %.1f dB%n", name(choice), gain);
        return gain;
    }

    private static String name(AudioChoice choice) {
        return choice.equals(ECHO) ? "echo" : choice.equals(NOISE) ? "noise" : choice.equals(VOLUME) ? "volume" : "off";
    }

    private static double loudness(short[] samples) {
        double sum = 0;
        for (int i = SETTLED; i < samples.length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (samples.length - SETTLED));
    }

    /** Eight seconds of a fan, as it were: −41 dB of full scale. */
    private static short[] hiss() {
        Random random = new Random(Seed.of("VoiceProcessingTest"));
        short[] hiss = new short[8 * RATE];
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (short) (300 * random.nextGaussian());
        }
        return hiss;
    }

    private static short[] softly(short[] speech) {
        short[] soft = new short[speech.length];
        for (int i = 0; i < speech.length; i++) {
            soft[i] = (short) (speech[i] / 20);
        }
        return soft;
    }

    @Test
    void nothingIsTouchedWhileAllIsOff() {
        short[] speech = ReferenceSpeech.one("voice1");
        assertThat(through(NOTHING, speech))
                .isEqualTo(Arrays.copyOf(speech, speech.length - speech.length % (RATE / 100)));
    }

    @Test
    void noiseGoesWhereItIsToGoAndSpeechStays() {
        assertThat(gain(NOISE, hiss())).isLessThan(-10);
        assertThat(gain(ECHO, hiss())).isBetween(-2.0, 2.0);
        assertThat(gain(NOISE, ReferenceSpeech.of(2))).isBetween(-2.0, 2.0);
    }

    @Test
    void aSoftVoiceIsRaisedWhereItIsToBe() {
        short[] soft = softly(ReferenceSpeech.of(4));
        assertThat(gain(VOLUME, soft)).isGreaterThan(6);
        assertThat(gain(ECHO, soft)).isBetween(-2.0, 2.0);
    }

    @Test
    void echoStaysWhereItIsNotToGo() {
        short[] all = ReferenceSpeech.of(4);
        short[] near = Arrays.copyOfRange(all, all.length / 2, all.length);
        try (VoiceProcessing voice = new VoiceProcessing()) {
            voice.configure(NOISE);
            EchoRoom.Result result = new EchoRoom(RATE, 60, -10)
                    .measure(ReferenceSpeech.of(2), near, new EchoRoom.Canceller() {
                        @Override
                        public void heard(short[] portion) {
                            voice.heard(portion, RATE);
                        }

                        @Override
                        public void spoken(short[] portion) {
                            voice.spoken(portion, RATE);
                        }
                    });
            assertThat(result.echoDownDecibels()).isLessThan(12);
        }
    }
}
