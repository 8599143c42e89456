package org.offhook.rtp.stun;

/**
 * When a request over UDP is sent again (RFC 8489 §6.2.1): at once, then after RTO, 3·RTO, 7·RTO and so on, Rc times in all; it has failed
 * Rm·RTO after the last, or when the asker does not want to wait any longer. Times are of a monotonic clock, in nanoseconds.
 */
public final class Retransmission {
    /** What is to be done at a time. */
    public enum Due {
        SEND,
        WAIT,
        GIVE_UP
    }

    private static final long RTO_NANOS = 500_000_000L;
    private static final int RC = 7;
    private static final int RM = 16;

    private final long limitNanos;
    private int sent;
    private long nextNanos;

    /**
     * A request that is to be sent now.
     *
     * @param patienceNanos after so long the answer is of no interest any more
     */
    public Retransmission(long nowNanos, long patienceNanos) {
        nextNanos = nowNanos;
        limitNanos = nowNanos + patienceNanos;
    }

    /** What is due; a {@code SEND} counts as sent. */
    public Due poll(long nowNanos) {
        if (nowNanos - limitNanos >= 0) {
            return Due.GIVE_UP;
        }
        if (nowNanos - nextNanos < 0) {
            return Due.WAIT;
        }
        if (sent == RC) {
            return Due.GIVE_UP;
        }
        sent++;
        nextNanos += sent == RC ? RM * RTO_NANOS : RTO_NANOS << (sent - 1);
        return Due.SEND;
    }

    /** When something is due again. */
    public long nextNanos() {
        return nextNanos - limitNanos < 0 ? nextNanos : limitNanos;
    }
}
