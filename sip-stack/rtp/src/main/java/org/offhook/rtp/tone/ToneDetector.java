package org.offhook.rtp.tone;

/**
 * Recognises one frequency by Goertzel's algorithm over blocks of 20 ms: what share of a block's energy lies there, and for
 * how long that was nearly all. Written by one thread; the results may be read by others.
 */
public final class ToneDetector {

    private static final int BLOCK_MILLIS = 20;
    /** A pure tone has a share near 1; speech and noise stay far below at any one frequency for long. */
    private static final double SHARE_NEEDED = 0.7;

    private static final float QUIETEST_DBOV = -50;

    private final int blockSamples;
    private final double coefficient;

    private double before;
    private double beforeThat;
    private long energy;
    private int filled;
    private volatile int heardBlocks;
    private volatile int longestRun;
    private int run;
    private volatile double lastShare;

    /** A detector of one frequency. */
    public ToneDetector(int sampleRateHertz, double frequencyHertz) {
        blockSamples = sampleRateHertz * BLOCK_MILLIS / 1000;
        coefficient = 2 * Math.cos(2 * Math.PI * frequencyHertz / sampleRateHertz);
    }

    /** Takes samples in any portion. */
    public void accept(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            double now = samples[i] + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
            energy += samples[i] * samples[i];
            if (++filled == blockSamples) {
                closeBlock();
            }
        }
    }

    private void closeBlock() {
        double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
        // A sine of amplitude A over N samples gives power (A·N/2)² and energy N·A²/2.
        lastShare = energy == 0 ? 0 : power / (energy * (blockSamples / 2.0));
        boolean heard = lastShare >= SHARE_NEEDED && Level.dbov(energy, blockSamples) >= QUIETEST_DBOV;
        run = heard ? run + 1 : 0;
        if (heard) {
            int blocks = heardBlocks;
            heardBlocks = blocks + 1;
            longestRun = Math.max(longestRun, run);
        }
        before = 0;
        beforeThat = 0;
        energy = 0;
        filled = 0;
    }

    /** The share of the last whole block's energy at the frequency, 0…about 1. */
    public double share() {
        return lastShare;
    }

    /** For how long in all the tone was heard. */
    public int heardMillis() {
        return heardBlocks * BLOCK_MILLIS;
    }

    /** The longest time the tone was heard without a break. */
    public int longestRunMillis() {
        return longestRun * BLOCK_MILLIS;
    }
}
