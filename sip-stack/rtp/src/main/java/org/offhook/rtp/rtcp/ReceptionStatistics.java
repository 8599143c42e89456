package org.offhook.rtp.rtcp;

import org.offhook.rtp.Counter;
import org.offhook.rtp.packet.RtpTimestamps;

/**
 * What a receiver knows of one incoming stream: highest sequence number, loss and interarrival jitter, by the algorithms
 * of RFC 3550 A.1, A.3 and A.8.
 *
 * <p>One thread writes; other threads may read the figures, each of which is on its own exact or a moment old.
 */
public final class ReceptionStatistics {

    private static final int SEQUENCE_MODULUS = 1 << 16;
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int NO_BAD_SEQUENCE = SEQUENCE_MODULUS + 1;

    /** Written by the counting thread; a reader that sees the old one for a moment is wrong by no more than that. */
    private volatile int clockRateHertz;

    private boolean started;
    private int ssrc;
    private int baseSequence;
    private int maxSequence;
    private int cycles;
    private int badSequence = NO_BAD_SEQUENCE;
    private long lastTransit;
    private boolean transitKnown;

    private final Counter received = new Counter();
    private final Counter extendedHighest = new Counter();
    private final Counter expected = new Counter();
    /** RFC 3550 A.8: kept scaled by 16 so that integer arithmetic does not lose the small changes. */
    private final Counter jitterTimes16 = new Counter();

    private final Counter lostEarlier = new Counter();

    private long expectedPrior;
    private long receivedPrior;

    /** Statistics of a stream whose timestamps tick at the given rate. */
    public ReceptionStatistics(int clockRateHertz) {
        this.clockRateHertz = clockRateHertz;
    }

    /** The stream's timestamps tick at another rate from the next packet on: its codec changed. Counting thread. */
    public void clockRate(int hertz) {
        if (hertz != clockRateHertz) {
            jitterTimes16.set(jitterTimes16.get() * hertz / clockRateHertz);
            clockRateHertz = hertz;
            transitKnown = false;
        }
    }

    /**
     * Counts a packet.
     *
     * @param sequenceNumber 0–65535
     * @param timestamp the packet's RTP timestamp
     * @param packetSsrc the stream it claims; another one than before starts the statistics anew
     * @param arrivalNanos monotonic time of arrival
     */
    public void packetArrived(int sequenceNumber, int timestamp, int packetSsrc, long arrivalNanos) {
        if (!started || packetSsrc != ssrc) {
            ssrc = packetSsrc;
            started = true;
            restart(sequenceNumber);
        } else if (!updateSequence(sequenceNumber)) {
            return;
        }
        received.increment();
        extendedHighest.set(cycles + (long) maxSequence);
        expected.set(extendedHighest.get() - baseSequence + 1);
        updateJitter(timestamp, arrivalNanos);
    }

    private void restart(int sequenceNumber) {
        lostEarlier.add(Math.max(0, cumulativeLost()));
        baseSequence = sequenceNumber;
        maxSequence = sequenceNumber;
        cycles = 0;
        badSequence = NO_BAD_SEQUENCE;
        received.set(0);
        expected.set(0);
        receivedPrior = 0;
        expectedPrior = 0;
        jitterTimes16.set(0);
        transitKnown = false;
    }

    /** RFC 3550 A.1 without probation: the source was named by signalling, so its first packet counts. */
    private boolean updateSequence(int sequenceNumber) {
        int delta = (sequenceNumber - maxSequence) & 0xffff;
        if (delta < MAX_DROPOUT) {
            if (sequenceNumber < maxSequence) {
                cycles += SEQUENCE_MODULUS;
            }
            maxSequence = sequenceNumber;
        } else if (delta <= SEQUENCE_MODULUS - MAX_MISORDER) {
            if (sequenceNumber != badSequence) {
                badSequence = (sequenceNumber + 1) & 0xffff;
                return false;
            }
            // Two in a row after a large jump: the other side restarted without telling.
            restart(sequenceNumber);
        }
        return true;
    }

    private void updateJitter(int timestamp, long arrivalNanos) {
        long transit = RtpTimestamps.distance(RtpTimestamps.fromNanos(arrivalNanos, clockRateHertz), timestamp);
        if (transitKnown) {
            long change = Math.abs((long) (int) (transit - lastTransit));
            // A jump of the timestamps says nothing of the network; without this one re-INVITE would spoil the figure.
            if (change < clockRateHertz) {
                jitterTimes16.add(change - ((jitterTimes16.get() + 8) >> 4));
            }
        }
        lastTransit = transit;
        transitKnown = true;
    }

    /** Whether any packet has been counted. */
    public boolean started() {
        return started;
    }

    /** The stream being counted. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets received, duplicates and late ones included (RFC 3550 A.3). */
    public long received() {
        return received.get();
    }

    /** The extended highest sequence number received. */
    public long extendedHighestSequence() {
        return extendedHighest.get();
    }

    /** Packets lost since the start; negative when duplicates outweigh loss, as RFC 3550 §6.4.1 says. */
    public long cumulativeLost() {
        return expected.get() - received.get();
    }

    /** Packets lost since the first of the call, over every source and restart; never negative. */
    public long totalLost() {
        return lostEarlier.get() + Math.max(0, cumulativeLost());
    }

    /** Interarrival jitter in timestamp units. */
    public int jitter() {
        return (int) (jitterTimes16.get() >> 4);
    }

    /** Interarrival jitter in milliseconds. */
    public double jitterMillis() {
        return jitterTimes16.get() * 1000.0 / 16 / clockRateHertz;
    }

    /**
     * The fraction lost since the last call, as a number of 256ths (RFC 3550 A.3). Called once for each report, by the
     * thread that counts.
     */
    public int takeFractionLost() {
        long expectedInterval = expected.get() - expectedPrior;
        long lostInterval = expectedInterval - (received.get() - receivedPrior);
        expectedPrior = expected.get();
        receivedPrior = received.get();
        if (expectedInterval <= 0 || lostInterval <= 0) {
            return 0;
        }
        return (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    }
}
