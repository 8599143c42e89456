package org.offhook.bridge.trust;

/** A bucket of tokens: so many at once, then so many a second. Safe for threads; time is given in nanoseconds of one clock. */
public final class RateLimit {
    private final double burst;
    private final double perNano;
    private double level;
    private long last;

    /**
     * @param burst how many at once
     * @param perSecond how many in the long run
     */
    public RateLimit(int burst, double perSecond, long nowNanos) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.level = burst;
        this.last = nowNanos;
    }

    public synchronized boolean allows(long nowNanos) {
        level = Math.min(burst, level + Math.max(0, nowNanos - last) * perNano);
        last = nowNanos;
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }
}
