package org.offhook.media;

import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;

/** Sends a tone. */
public final class ToneSource implements FrameSource {

    private final ToneGenerator generator;

    /** A source of this tone at 8000 Hz. */
    public ToneSource(CallTone tone) {
        this(tone, 8000);
    }

    /** The same in another rate. */
    public ToneSource(CallTone tone, int rateHertz) {
        generator = new ToneGenerator(tone, rateHertz);
    }

    @Override
    public void next(short[] into, int offset, int samples) {
        generator.generate(into, offset, samples);
    }
}
