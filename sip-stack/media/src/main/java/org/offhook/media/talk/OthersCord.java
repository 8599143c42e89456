package org.offhook.media.talk;

import org.offhook.rtp.pcm.PcmRing;
import org.offhook.rtp.pcm.RateMatcher;

/**
 * Carries what the other parties of a conversation say to one of them: from the thread that plays to the media clock. Two frames lie between,
 * since the two run on clocks of their own; what piles up is dropped, and after a gap it waits until there are two again. Allocates nothing.
 */
final class OthersCord {
    private static final int LONGEST_FRAME = CallLeg.LONGEST_PORTION;

    private final PcmRing ring = new PcmRing(4 * LONGEST_FRAME);
    private final RateMatcher rates = new RateMatcher();
    private final short[] said = new short[LONGEST_FRAME];
    private final short[] frame = new short[LONGEST_FRAME + 2];
    private volatile int rate = 8_000;
    private boolean flowing;

    /** What was said. Playing thread only. */
    void say(short[] samples, int count, int rateHertz) {
        rate = rateHertz;
        ring.write(samples, 0, count);
    }

    /** Adds the next frame to what is there. Media clock only. */
    void mixInto(short[] into, int samples, int rateHertz) {
        int from = rate;
        int count = Math.min(samples * from / rateHertz, LONGEST_FRAME);
        if (ring.available() > 4 * count) {
            ring.keepLatest(2 * count);
        }
        flowing = ring.available() >= (flowing ? count : 2 * count);
        if (!flowing) {
            return;
        }
        ring.read(said, 0, count);
        int got = Math.min(rates.convert(said, 0, count, from, frame, 0, rateHertz), samples);
        for (int i = 0; i < got; i++) {
            into[i] = (short) Math.clamp(into[i] + frame[i], -32_768, 32_767);
        }
    }
}
