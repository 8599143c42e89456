package org.offhook.media;

import org.offhook.rtp.tone.LevelMeter;
import org.offhook.rtp.tone.ToneDetector;

/** Listens for tones: for each frequency it says for how long it was heard. Results may be read by any thread. */
public final class ToneEar implements FrameSink {

    private final ToneDetector[] detectors;
    private final LevelMeter level = new LevelMeter(8000);

    /** An ear for these frequencies in Hz. */
    public ToneEar(double... hertz) {
        detectors = new ToneDetector[hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            detectors[i] = new ToneDetector(8000, hertz[i]);
        }
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        level.update(samples, offset, count);
        for (ToneDetector detector : detectors) {
            detector.accept(samples, offset, count);
        }
    }

    /** For how long in all the frequency at this place of the list was heard. */
    public int heardMillis(int index) {
        return detectors[index].heardMillis();
    }

    /** The longest time without a break that the frequency at this place of the list was heard. */
    public int longestRunMillis(int index) {
        return detectors[index].longestRunMillis();
    }

    /** The level heard now, in dBov. */
    public float levelDbov() {
        return level.dbov();
    }
}
