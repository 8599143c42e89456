package org.offhook.rtp.jitter;

import org.offhook.rtp.jitter.TimeScaler.Where;

/** Works off by how much a buffer's delay is above or below its target, by single periods of what waits to be played. Allocates nothing; one thread. */
final class DelayScaler {

    /** Where more samples come from. */
    interface Supply {
        /** Whether the next packet is there and goes on without a gap. */
        boolean goesOn();

        /** Queues its samples. */
        void refill(int wanted);
    }

    /** A closed mouth is no pause: before a b or a t nothing is heard for less than this. */
    private static final int PAUSE_MILLIS = 100;

    private final SampleQueue queue;
    private final PlayoutDelay delay;
    private final JitterCounters counters;
    private final Supply supply;
    private final TimeScaler scaler;
    private final Pauses pauses;
    private final int pause;

    DelayScaler(int sampleRateHertz, SampleQueue queue, PlayoutDelay delay, JitterCounters counters, Supply supply) {
        this.queue = queue;
        this.delay = delay;
        this.counters = counters;
        this.supply = supply;
        scaler = new TimeScaler(sampleRateHertz);
        int perMilli = sampleRateHertz / 1000;
        pauses = new Pauses(perMilli);
        pause = PAUSE_MILLIS * perMilli;
    }

    /** Hears what is played, to know pauses by. */
    void played(short[] samples, int at, int count) {
        pauses.played(samples, at, count);
    }

    /** Moves the delay towards a target in samples. */
    void scale(PlayoutDelay.Move move, int target) {
        int off = delay.off(target);
        switch (move) {
            case STAY, CUT -> {}
            case SHORTEN_IN_PAUSE -> {
                if (pauses.quietFor() >= pause) {
                    shorten(Where.PAUSE, off);
                }
            }
            case SHORTEN -> shorten(Where.ALIKE, off);
            case SHORTEN_ANYWAY -> shorten(Where.ANYWHERE, (int) delay.smoothed() - target);
            case LENGTHEN_IN_PAUSE -> lengthen(Where.PAUSE, off);
            case LENGTHEN -> lengthen(Where.ALIKE, Integer.MAX_VALUE);
        }
    }

    private void shorten(Where where, int most) {
        while (queue.length() < scaler.wanted() && supply.goesOn()) {
            supply.refill(scaler.wanted() - queue.length());
        }
        if (queue.length() < scaler.wanted()) {
            return;
        }
        int removed = scaler.shrink(queue.samples(), queue.length(), where, most, pauses.quiet());
        queue.grew(-removed);
        delay.moved(-removed);
        counters.removedSamples.add(removed);
    }

    private void lengthen(Where where, int most) {
        if (queue.length() == 0 && supply.goesOn()) {
            supply.refill(1);
        }
        int added = scaler.stretch(queue.samples(), queue.length(), where, most, pauses.quiet());
        queue.grew(added);
        delay.moved(added);
        counters.insertedSamples.add(added);
    }
}
