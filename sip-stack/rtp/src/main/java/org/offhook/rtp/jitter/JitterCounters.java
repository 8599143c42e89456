package org.offhook.rtp.jitter;

import org.offhook.rtp.Counter;

/** What a jitter buffer did since it was made. Written by the playing thread, readable by any. */
public final class JitterCounters {

    final Counter playedSamples = new Counter();
    final Counter concealedSamples = new Counter();
    final Counter restoredSamples = new Counter();
    final Counter concealments = new Counter();
    final Counter interruptions = new Counter();
    final Counter lostPackets = new Counter();
    final Counter latePackets = new Counter();
    final Counter duplicates = new Counter();
    final Counter discardedPackets = new Counter();
    final Counter reanchors = new Counter();
    final Counter removedSamples = new Counter();
    final Counter insertedSamples = new Counter();
    final Counter delayMicros = new Counter();
    final Counter targetMicros = new Counter();

    /** Samples handed out while a stream was playing, concealed ones included. */
    public long playedSamples() {
        return playedSamples.get();
    }

    /** Samples made up because what should have been there was lost or late. */
    public long concealedSamples() {
        return concealedSamples.get();
    }

    /** Samples of lost packets that were taken from the packet after them (forward error correction). */
    public long restoredSamples() {
        return restoredSamples.get();
    }

    /** How often concealment began. */
    public long concealments() {
        return concealments.get();
    }

    /** Concealments that reached 150 ms: what a listener calls a drop-out. */
    public long interruptions() {
        return interruptions.get();
    }

    /** Packets that had not come when those after them were played. */
    public long lostPackets() {
        return lostPackets.get();
    }

    /** Packets that came after their time. */
    public long latePackets() {
        return latePackets.get();
    }

    /** Packets that came twice. */
    public long duplicates() {
        return duplicates.get();
    }

    /** Packets thrown away: no decoder, no room, or from a stream that did not establish itself. */
    public long discardedPackets() {
        return discardedPackets.get();
    }

    /** How often playing moved to another stream or another time line. */
    public long reanchors() {
        return reanchors.get();
    }

    /** Samples taken out to shorten the delay. */
    public long removedSamples() {
        return removedSamples.get();
    }

    /** Samples put in to lengthen the delay. */
    public long insertedSamples() {
        return insertedSamples.get();
    }

    /** From a packet's arrival to the playing of its first sample, smoothed, in milliseconds. */
    public double delayMillis() {
        return delayMicros.get() / 1000.0;
    }

    /** The delay the buffer aims at, in milliseconds. */
    public double targetMillis() {
        return targetMicros.get() / 1000.0;
    }
}
