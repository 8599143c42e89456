package org.offhook.rtp.packet;

/** Arithmetic on 32-bit RTP timestamps, which start anywhere and wrap (RFC 3550 §5.1). */
public final class RtpTimestamps {

    private RtpTimestamps() {}

    /**
     * How far one timestamp lies after another, by the shorter way round.
     *
     * @return ticks of the payload's clock; positive when {@code later} was sampled after {@code earlier}
     */
    public static int distance(int later, int earlier) {
        return later - earlier;
    }

    /** Converts a monotonic time to ticks of an RTP clock; the result wraps as RTP timestamps do. */
    public static int fromNanos(long nanos, int clockRateHertz) {
        long seconds = Math.floorDiv(nanos, 1_000_000_000L);
        long rest = Math.floorMod(nanos, 1_000_000_000L);
        return (int) (seconds * clockRateHertz + rest * clockRateHertz / 1_000_000_000L);
    }
}
