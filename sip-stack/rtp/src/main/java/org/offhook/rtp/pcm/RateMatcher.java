package org.offhook.rtp.pcm;

import org.jspecify.annotations.Nullable;

/**
 * One direction's sound between two rates that may change now and then. Frames in, frames out; it allocates only where a pair of rates
 * is new. One thread.
 */
public final class RateMatcher {

    private int from;
    private int to;
    private @Nullable Resampler resampler;

    /**
     * Copies samples into another rate.
     *
     * @param count at most 8192; a multiple that gives whole samples in the other rate
     * @param into receives them, with room for one more than the rates' ratio says
     * @return how many came out
     */
    public int convert(short[] samples, int offset, int count, int fromHertz, short[] into, int at, int toHertz) {
        if (fromHertz == toHertz) {
            System.arraycopy(samples, offset, into, at, count);
            return count;
        }
        Resampler present = resampler;
        if (present == null || from != fromHertz || to != toHertz) {
            present = new Resampler(fromHertz, toHertz);
            resampler = present;
            from = fromHertz;
            to = toHertz;
        }
        return present.process(samples, offset, count, into, at);
    }
}
