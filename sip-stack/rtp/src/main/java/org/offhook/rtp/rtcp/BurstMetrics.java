package org.offhook.rtp.rtcp;

import org.offhook.rtp.packet.SequenceNumbers;

/**
 * How losses come: one by one or in bursts (RFC 3611 §4.7.2, by the algorithm of its appendix A.2). A burst begins and ends with a loss and
 * has fewer than 16 packets between two; all else is gap. Fed in the order of arrival: a packet that is overtaken counts as lost. One thread.
 */
public final class BurstMetrics {

    /** RFC 3611 §4.7.2: the recommended least number of packets received in a row that end a burst. */
    public static final int LEAST_GAP = 16;

    private boolean started;
    private int highest;
    private int received;
    private int lostInRow;

    private long c11;
    private long c13;
    private long c14;
    private long c22;
    private long c23;
    private long c33;

    /** Takes a packet that came. */
    public void arrived(int sequenceNumber) {
        if (!started) {
            started = true;
            highest = sequenceNumber;
            received = 1;
            return;
        }
        int advance = SequenceNumbers.distance(sequenceNumber, highest);
        if (advance <= 0 || advance > 3_000) {
            highest = advance <= -3_000 || advance > 3_000 ? sequenceNumber : highest;
            return;
        }
        for (int i = 1; i < advance; i++) {
            lost();
        }
        highest = sequenceNumber;
        received++;
    }

    private void lost() {
        if (received >= LEAST_GAP) {
            if (lostInRow == 1) {
                c14++;
            } else {
                c13++;
            }
            lostInRow = 1;
            c11 += received;
        } else {
            lostInRow++;
            if (received == 0) {
                c33++;
            } else {
                c23++;
                c22 += received - 1;
            }
        }
        received = 0;
    }

    /** Share of packets lost within bursts, 0 to 1. */
    public double burstDensity() {
        // Appendix A.2: c31 equals c13, c32 equals c23.
        double third = c13 + c23 + c33;
        if (third == 0 || c22 + c23 == 0) {
            return c33 > 0 ? 1 : 0;
        }
        double p32 = c23 / third;
        double p23 = 1 - (double) c22 / (c22 + c23);
        return p23 + p32 == 0 ? 0 : p23 / (p23 + p32);
    }

    /** Share of packets lost within gaps, 0 to 1. */
    public double gapDensity() {
        long gap = c11 + received + c14;
        return gap == 0 ? 0 : (double) c14 / gap;
    }

    /** Mean length of bursts, in packets. */
    public double burstPackets() {
        return c13 == 0 ? 0 : Math.max(0, (double) total() / c13 - gapPackets());
    }

    /** Mean length of gaps, in packets. */
    public double gapPackets() {
        return c13 == 0 ? total() : (double) (c11 + c14 + c13) / c13;
    }

    private long total() {
        return c11 + c14 + 2 * c13 + c22 + 2 * c23 + c33 + (c13 == 0 ? received : 0);
    }
}
