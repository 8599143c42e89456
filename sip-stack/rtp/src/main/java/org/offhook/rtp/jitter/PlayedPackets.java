package org.offhook.rtp.jitter;

import org.offhook.rtp.packet.SequenceNumbers;

/** Remembers which of the last 64 sequence numbers were played, to tell a duplicate from a packet that came too late. */
final class PlayedPackets {

    private int last;
    /** Bit n: the packet n before the last one was played. Zero: none yet. */
    private long before;

    void clear() {
        before = 0;
    }

    boolean contains(int sequenceNumber) {
        int distance = SequenceNumbers.distance(last, sequenceNumber);
        return distance >= 0 && distance < Long.SIZE && ((before >>> distance) & 1) != 0;
    }

    /** How many between the last one played and this never came. */
    int missingBefore(int sequenceNumber) {
        int advance = SequenceNumbers.distance(sequenceNumber, last);
        return before != 0 && advance > 0 && advance < Long.SIZE ? advance - 1 : 0;
    }

    /** Notes a packet that is played now; returns how many between the last one and this never came. */
    int add(int sequenceNumber) {
        int advance = SequenceNumbers.distance(sequenceNumber, last);
        boolean follows = before != 0 && advance > 0 && advance < Long.SIZE;
        int missing = missingBefore(sequenceNumber);
        before = follows ? (before << advance) | 1 : 1;
        last = sequenceNumber;
        return missing;
    }
}
