package org.offhook.rtp.jitter;

/** Fills what is missing in the queue: from the copy that the next packet carries, by the codec's own means, or by concealment. */
final class GapFiller {

    private static final int INTERRUPTION_MILLIS = 150;

    private final SampleQueue queue;
    private final Decoders decoders;
    private final LossConcealer concealer;
    private final JitterCounters counters;
    private final int interruption;
    /** A gap, and the beginning of what comes after it. */
    private final short[] filled;

    GapFiller(SampleQueue queue, Decoders decoders, LossConcealer concealer, JitterCounters counters, int perMilli) {
        this.queue = queue;
        this.decoders = decoders;
        this.concealer = concealer;
        this.counters = counters;
        interruption = INTERRUPTION_MILLIS * perMilli;
        filled = new short[concealer.longestBridge() + 10 * perMilli];
    }

    /** Takes the {@code gap} samples that are missing before a packet from the copy that it carries; false when it has none. */
    boolean restore(PacketStore.Slot next, int gap) {
        if (!decoders.carriesFormer(next)) {
            return false;
        }
        int copied = decoders.samplesIn(next);
        int made = decoders.decodeFormer(next, Math.max(gap, copied));
        if (made < gap || gap > queue.room()) {
            return false;
        }
        concealer.accept(decoders.samples, made - gap, gap);
        queue.append(decoders.samples, made - gap, gap);
        counters.restoredSamples.add(Math.min(gap, copied));
        counters.concealedSamples.add(Math.max(0, gap - copied));
        return true;
    }

    /** Makes up some samples, a few more than asked for where the codec does it by its frames; returns how many. */
    int cover(int samples) {
        if (!concealer.concealing()) {
            counters.concealments.increment();
        }
        int before = concealer.concealedRun();
        int made = decoders.conceal(queue.samples(), queue.length(), samples);
        if (made > 0) {
            concealer.madeElsewhere(queue.samples(), queue.length(), made);
        } else {
            made = samples;
            concealer.conceal(queue.samples(), queue.length(), made);
        }
        counters.concealedSamples.add(made);
        if (before < interruption && concealer.concealedRun() >= interruption) {
            counters.interruptions.increment();
        }
        queue.grew(made);
        return made;
    }

    /**
     * Makes up the {@code gap} samples that are missing before a packet from what was before and from the packet itself, whose beginning is made up, too, where its decoder has
     * to settle first.
     *
     * @return how many samples the packet holds, decoded already; 0 when nothing was done
     */
    int bridge(PacketStore.Slot next, int gap) {
        if (!decoders.goesOn(next) || gap > queue.room() || !concealer.bridges(gap, decoders.samplesIn(next))) {
            return 0;
        }
        if (!concealer.concealing()) {
            counters.concealments.increment();
        }
        int known = decoders.decode(next);
        int settling = decoders.settlingSamples(next);
        settling = concealer.bridges(gap + settling, known - settling) ? settling : 0;
        concealer.conceal(filled, 0, gap + settling, gap, decoders.samples, settling, known - settling);
        System.arraycopy(filled, 0, queue.samples(), queue.length(), gap);
        System.arraycopy(filled, gap, decoders.samples, 0, settling);
        counters.concealedSamples.add(gap);
        queue.grew(gap);
        return known;
    }

    /** Nothing is missing: the sender pauses, and its sound dies away. */
    int fade(int samples) {
        concealer.fadeOut(queue.samples(), queue.length(), samples);
        queue.grew(samples);
        return samples;
    }
}
