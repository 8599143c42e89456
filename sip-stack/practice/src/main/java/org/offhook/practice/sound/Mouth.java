package org.offhook.practice.sound;

import java.util.Arrays;

/**
 * Makes what a far end says, frame by frame. {@link #play} may be called from any thread; {@link #fill} and {@link #hear} belong
 * to the audio thread and neither allocate nor lock.
 */
public final class Mouth {
    private static final int RATE = MadeUpSpeech.SAMPLE_RATE;
    private static final double TONE_PEAK = 6_000;
    private static final int ECHO_SAMPLES = RATE / 4;

    /** Ringback is on for two seconds in six. */
    private static final int RINGBACK_ON = 2 * RATE;

    private static final int RINGBACK_CYCLE = 6 * RATE;

    private final short[] echo = new short[ECHO_SAMPLES];
    private int echoWrite;
    private int echoRead;

    private volatile Score score = new Score(false, new short[1]);
    private Score playing = score;
    private int position;

    /** What is to be played, ready to be read without allocation: a loop of samples, unless it repeats the caller. */
    private static final class Score {
        private final boolean repeats;
        private final short[] loop;

        Score(boolean repeats, short[] loop) {
            this.repeats = repeats;
            this.loop = loop;
        }
    }

    /** Changes what is heard, from the next frame on. */
    public void play(Sound sound) {
        score = switch (sound) {
            case Sound.Silence() -> new Score(false, new short[1]);
            case Sound.Tone(int hertz) -> new Score(false, tone(hertz, 0, RATE, RATE));
            case Sound.Speech(int markHertz) -> new Score(false, speech(markHertz));
            case Sound.Ringback() -> new Score(false, tone(440, 480, RINGBACK_ON, RINGBACK_CYCLE));
            case Sound.Echo() -> new Score(true, new short[0]);
        };
    }

    /** Fills {@code into} with the next samples, 16 bit at 8 kHz. */
    public void fill(short[] into, int offset, int count) {
        Score wanted = score;
        if (!wanted.equals(playing)) {
            playing = wanted;
            position = 0;
        }
        if (wanted.repeats) {
            repeat(into, offset, count);
            return;
        }
        short[] loop = wanted.loop;
        for (int i = offset; i < offset + count; i++) {
            into[i] = loop[position];
            position = position + 1 == loop.length ? 0 : position + 1;
        }
    }

    /** Takes what the caller said, for the echo. */
    public void hear(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            echo[echoWrite % ECHO_SAMPLES] = samples[i];
            echoWrite++;
        }
    }

    private void repeat(short[] into, int offset, int count) {
        // The read position stays a fixed delay behind what was heard; after a gap it jumps instead of replaying old
        // sound.
        int behind = echoWrite - echoRead;
        if (behind < count || behind > ECHO_SAMPLES) {
            echoRead = Math.max(0, echoWrite - ECHO_SAMPLES + count);
        }
        if (echoWrite < ECHO_SAMPLES || echoWrite - echoRead < count) {
            Arrays.fill(into, offset, offset + count, (short) 0);
            return;
        }
        for (int i = offset; i < offset + count; i++) {
            into[i] = echo[echoRead % ECHO_SAMPLES];
            echoRead++;
        }
    }

    private static short[] speech(int markHertz) {
        short[] mark = tone(markHertz, 0, RATE / 2, RATE / 2 + RATE / 4);
        short[] phrase = MadeUpSpeech.phrase(markHertz);
        short[] all = new short[mark.length + phrase.length + RATE / 2];
        System.arraycopy(mark, 0, all, 0, mark.length);
        System.arraycopy(phrase, 0, all, mark.length, phrase.length);
        return all;
    }

    /** {@code on} samples of one or two sines in a loop of {@code cycle} samples. */
    private static short[] tone(int hertz, int secondHertz, int on, int cycle) {
        short[] samples = new short[cycle];
        for (int i = 0; i < on; i++) {
            double sample = Math.sin(2 * Math.PI * hertz * i / RATE);
            if (secondHertz > 0) {
                sample = (sample + Math.sin(2 * Math.PI * secondHertz * i / RATE)) / 2;
            }
            samples[i] = (short) Math.round(TONE_PEAK * sample);
        }
        return samples;
    }
}
