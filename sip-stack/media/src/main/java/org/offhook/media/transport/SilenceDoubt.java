package org.offhook.media.transport;

/**
 * When a peer that was heard and is heard no more is reason to ask how we look from outside: a router on the way that has forgotten what it mapped
 * lets nothing in, and the questions that keep its bindings come too seldom to tell of it while the agent still waits. Receiving thread only.
 */
final class SilenceDoubt {
    /** Between two packets of a peer that speaks there is a fiftieth of it. */
    static final long SILENCE_NANOS = 1_000_000_000L;

    /** The question is put again so often while nothing is heard. */
    static final long AGAIN_NANOS = 2_000_000_000L;

    /** Who says nothing for so long has nothing to say, and the questions that come anyway are enough. */
    static final long LONGEST_NANOS = 60_000_000_000L;

    private boolean heard;
    private long heardAtNanos;
    private long dueNanos;

    /** A packet of the peer's has come. */
    void heard(long nowNanos) {
        heard = true;
        heardAtNanos = nowNanos;
        dueNanos = nowNanos + SILENCE_NANOS;
    }

    /**
     * Asks if it is time.
     *
     * @return milliseconds until it may be again; {@link Long#MAX_VALUE} where that is up to the peer
     */
    long poll(long nowNanos, Runnable ask) {
        if (!heard || nowNanos - heardAtNanos > LONGEST_NANOS) {
            return Long.MAX_VALUE;
        }
        if (dueNanos - nowNanos <= 0) {
            dueNanos = nowNanos + AGAIN_NANOS;
            ask.run();
        }
        return (dueNanos - nowNanos) / 1_000_000 + 1;
    }
}
