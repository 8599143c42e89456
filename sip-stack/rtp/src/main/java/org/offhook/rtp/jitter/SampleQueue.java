package org.offhook.rtp.jitter;

/** Samples that are made and wait for the loudspeaker, first in front. Allocates nothing after construction; one thread. */
final class SampleQueue {
    private final short[] samples;
    private int length;

    /** @param capacity most samples it ever holds */
    SampleQueue(int capacity) {
        samples = new short[capacity];
    }

    int length() {
        return length;
    }

    /** How many more it can hold. */
    int room() {
        return samples.length - length;
    }

    void clear() {
        length = 0;
    }

    /** Moves the first {@code count} out. */
    void take(short[] into, int at, int count) {
        System.arraycopy(samples, 0, into, at, count);
        drop(count);
    }

    /** Forgets the first {@code count}. */
    void drop(int count) {
        length -= count;
        System.arraycopy(samples, count, samples, 0, length);
    }

    void append(short[] from, int at, int count) {
        System.arraycopy(from, at, samples, length, count);
        length += count;
    }

    /** For those that work in place, followed by {@link #grew}. */
    short[] samples() {
        return samples;
    }

    /** So many samples were added at the end, or taken out if negative, in place. */
    void grew(int count) {
        length += count;
    }
}
