package org.offhook.media.leg;

import java.util.Arrays;
import org.offhook.media.FrameSink;
import org.offhook.media.FrameSource;
import org.offhook.rtp.pcm.PcmRing;

/**
 * Carries what one leg says to the other: sink of the one, source of the other. Both run on the same clock, so that a frame or two in between
 * are enough; what piles up when a phase moves is dropped. Media clock only; allocates nothing.
 */
final class PatchCord implements FrameSink, FrameSource {
    private static final int FRAME = LegMedia.RATE_HERTZ / 50;

    private final PcmRing ring = new PcmRing(8 * FRAME);
    private final FrameSink tap;

    /** @param tap hears it too, as a recorder does */
    PatchCord(FrameSink tap) {
        this.tap = tap;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        ring.write(samples, offset, count);
        tap.accept(samples, offset, count);
    }

    @Override
    public void next(short[] into, int offset, int samples) {
        if (ring.available() > 3 * FRAME) {
            ring.keepLatest(2 * FRAME);
        }
        int got = ring.read(into, offset, samples);
        Arrays.fill(into, offset + got, offset + samples, (short) 0);
    }
}
