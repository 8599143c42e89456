package org.offhook.media;

import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;

/** Tells which of several tones sound together: a {@link ToneEar} wants one to be nearly all that is heard. Any thread may read. */
final class ChordEar implements FrameSink {
    /** Three tones of one level have a third each. */
    private static final double SHARE = 0.2;

    private static final float QUIETEST_DBOV = -50;
    private static final int FRAME = 160;
    private static final int FRAME_MILLIS = 20;

    private final ToneDetector[] detectors;
    private final short[] frame = new short[FRAME];
    private int filled;
    private volatile int[] frames;

    ChordEar(double... hertz) {
        detectors = new ToneDetector[hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            detectors[i] = new ToneDetector(8_000, hertz[i]);
        }
        frames = new int[hertz.length];
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            frame[filled++] = samples[i];
            if (filled == FRAME) {
                filled = 0;
                judge();
            }
        }
    }

    private void judge() {
        long energy = 0;
        for (short sample : frame) {
            energy += (long) sample * sample;
        }
        boolean loud = Level.dbov(energy, FRAME) >= QUIETEST_DBOV;
        int[] counted = frames.clone();
        for (int i = 0; i < detectors.length; i++) {
            detectors[i].accept(frame, 0, FRAME);
            if (loud && detectors[i].share() >= SHARE) {
                counted[i]++;
            }
        }
        frames = counted;
    }

    /** For how long in all the tone at this place of the list was part of what was heard. */
    int heardMillis(int index) {
        return frames[index] * FRAME_MILLIS;
    }
}
