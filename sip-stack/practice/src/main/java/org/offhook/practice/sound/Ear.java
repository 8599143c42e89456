package org.offhook.practice.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Finds out what pure tones are heard, whatever their frequency: in each block the frequency is read from the zero crossings and
 * then proved by the share of the block's energy that lies there. Speech and noise fail that proof. {@link #hear} belongs to the
 * audio thread and neither allocates nor locks; everything else may be read from any thread.
 */
public final class Ear {
    private static final int RATE = 8_000;
    private static final int BLOCK = RATE / 25;
    private static final int BLOCK_MILLIS = 40;
    private static final int HIGHEST_HERTZ = 3_600;
    private static final int BUCKET_HERTZ = 10;
    private static final double SHARE_NEEDED = 0.85;

    /** About -50 dBov: quieter is not a tone that anybody sent on purpose. */
    private static final double QUIETEST = 100;

    private final short[] block = new short[BLOCK];
    private int filled;
    private final AtomicIntegerArray blocksByBucket = new AtomicIntegerArray(HIGHEST_HERTZ / BUCKET_HERTZ + 1);
    private volatile double loudest;
    private volatile int lastHertz;

    /** Takes samples, 16 bit at 8 kHz. */
    public void hear(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            block[filled++] = samples[i];
            if (filled == BLOCK) {
                filled = 0;
                judge();
            }
        }
    }

    private void judge() {
        double energy = 0;
        for (short sample : block) {
            energy += (double) sample * sample;
        }
        double level = Math.sqrt(energy / BLOCK);
        if (level > loudest) {
            loudest = level;
        }
        if (level < QUIETEST) {
            lastHertz = 0;
            return;
        }
        double hertz = crossingFrequency();
        if (hertz < 100 || hertz > HIGHEST_HERTZ || share(hertz, energy) < SHARE_NEEDED) {
            lastHertz = 0;
            return;
        }
        lastHertz = (int) Math.round(hertz);
        blocksByBucket.incrementAndGet((int) Math.round(hertz / BUCKET_HERTZ));
    }

    /** Rising zero crossings, interpolated: for a pure tone this is its frequency to a fraction of a hertz. */
    private double crossingFrequency() {
        double first = -1;
        double last = -1;
        int crossings = 0;
        for (int i = 1; i < BLOCK; i++) {
            if (block[i - 1] < 0 && block[i] >= 0) {
                double at = i - 1 + (double) -block[i - 1] / (block[i] - block[i - 1]);
                if (first < 0) {
                    first = at;
                } else {
                    crossings++;
                }
                last = at;
            }
        }
        return crossings == 0 ? 0 : crossings * RATE / (last - first);
    }

    /** Share of the block's energy at one frequency: 1 for a pure tone. */
    private double share(double hertz, double energy) {
        double cosines = 0;
        double sines = 0;
        double step = 2 * Math.PI * hertz / RATE;
        for (int i = 0; i < BLOCK; i++) {
            cosines += block[i] * Math.cos(step * i);
            sines += block[i] * Math.sin(step * i);
        }
        return 2 * (cosines * cosines + sines * sines) / BLOCK / energy;
    }

    /** The tone of the last whole block, or 0. */
    public int lastHertz() {
        return lastHertz;
    }

    /** Level of the loudest block in dBov; -127 when nothing was heard. */
    public float loudestDbov() {
        return loudest < 1 ? -127 : (float) (20 * Math.log10(loudest / 32_768));
    }

    /** All tones heard so far, longest first. Neighbouring readings count as one tone. */
    public List<ToneHeard> tones() {
        List<ToneHeard> tones = new ArrayList<>();
        int bucket = 0;
        while (bucket < blocksByBucket.length()) {
            int blocks = 0;
            long weighted = 0;
            while (bucket < blocksByBucket.length() && blocksByBucket.get(bucket) > 0) {
                blocks += blocksByBucket.get(bucket);
                weighted += (long) blocksByBucket.get(bucket) * bucket * BUCKET_HERTZ;
                bucket++;
            }
            if (blocks > 0) {
                tones.add(new ToneHeard((int) (weighted / blocks), blocks * BLOCK_MILLIS));
            }
            bucket++;
        }
        tones.sort(Comparator.comparingInt(ToneHeard::millis).reversed());
        return List.copyOf(tones);
    }
}
