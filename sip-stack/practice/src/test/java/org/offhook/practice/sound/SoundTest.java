package org.offhook.practice.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoundTest {
    private static final int FRAMES_A_SECOND = 50;

    private final Mouth mouth = new Mouth();
    private final Ear ear = new Ear();
    private final short[] frame = new short[160];

    @Test
    void hearsTheFrequencyThatIsPlayed() {
        for (int hertz : new int[] {203, 440, 700, 850, 1_004, 1_633, 2_500, 3_300}) {
            Ear fresh = new Ear();
            Mouth speaker = new Mouth();
            speaker.play(new Sound.Tone(hertz));
            speak(speaker, fresh, 1);
            assertThat(fresh.tones()).as("%d Hz", hertz).hasSize(1);
            assertThat(fresh.tones().getFirst().hertz()).isCloseTo(hertz, within(hertz / 100 + 5));
            assertThat(fresh.tones().getFirst().millis()).isGreaterThanOrEqualTo(900);
        }
    }

    @Test
    void hearsTheMarkBetweenACustomersPhrasesAndNoOtherLongTone() {
        mouth.play(new Sound.Speech(700));
        speak(mouth, ear, 8);
        assertThat(ear.tones()).isNotEmpty();
        assertThat(ear.tones().getFirst().hertz()).isCloseTo(700, within(12));
        assertThat(ear.tones().getFirst().millis()).isGreaterThanOrEqualTo(800);
        ear.tones().stream().skip(1).forEach(other -> assertThat(other.millis()).isLessThan(300));
        assertThat(ear.loudestDbov()).isBetween(-25f, -10f);
    }

    @Test
    void hearsNoToneInNoiseOrSilence() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5 * FRAMES_A_SECOND; i++) {
            for (int s = 0; s < frame.length; s++) {
                frame[s] = (short) (random.nextInt(12_000) - 6_000);
            }
            ear.hear(frame, 0, frame.length);
        }
        assertThat(ear.tones()).isEmpty();
        Ear quiet = new Ear();
        mouth.play(new Sound.Silence());
        speak(mouth, quiet, 1);
        assertThat(quiet.tones()).isEmpty();
        assertThat(quiet.loudestDbov()).isEqualTo(-127f);
    }

    @Test
    void echoesAQuarterOfASecondLater() {
        mouth.play(new Sound.Echo());
        Mouth caller = new Mouth();
        caller.play(new Sound.Tone(500));
        int silentFrames = 0;
        for (int i = 0; i < FRAMES_A_SECOND; i++) {
            caller.fill(frame, 0, frame.length);
            mouth.hear(frame, 0, frame.length);
            mouth.fill(frame, 0, frame.length);
            ear.hear(frame, 0, frame.length);
            silentFrames += ear.loudestDbov() == -127f ? 1 : 0;
        }
        assertThat(ear.tones().getFirst().hertz()).isCloseTo(500, within(6));
        assertThat(silentFrames * 20).isBetween(200, 300);
    }

    @Test
    void saysTheSameForTheSameSeedAndSoundsLikeNobodyElse() {
        assertThat(MadeUpSpeech.phrase(1)).isEqualTo(MadeUpSpeech.phrase(1)).isNotEqualTo(MadeUpSpeech.phrase(2));
        assertThat(MadeUpSpeech.phrase(1).length).isBetween(12_000, 40_000);
    }

    private void speak(Mouth speaker, Ear listener, int seconds) {
        for (int i = 0; i < seconds * FRAMES_A_SECOND; i++) {
            speaker.fill(frame, 0, frame.length);
            listener.hear(frame, 0, frame.length);
        }
    }
}
