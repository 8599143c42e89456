package org.offhook.rtp.tone;

/** Plays a {@link CallTone} frame by frame, fading 5 ms at each edge so that it does not click. Owned by one thread. */
public final class ToneGenerator {

    private static final int EDGE_MILLIS = 5;

    private final int sampleRateHertz;
    private final double firstStep;
    private final double secondStep;
    private final double amplitude;
    private final long onSamples;
    private final long periodSamples;
    private final boolean steady;

    private long position;
    private double firstPhase;
    private double secondPhase;

    /** A generator that starts at the tone's beginning. */
    public ToneGenerator(CallTone tone, int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        firstStep = 2 * Math.PI * tone.firstHertz() / sampleRateHertz;
        secondStep = 2 * Math.PI * tone.secondHertz() / sampleRateHertz;
        // dBov is measured against a square wave; a sine's mean square is half its amplitude's.
        amplitude = 32_767 * Math.sqrt(2) * Math.pow(10, tone.dbov() / 20);
        onSamples = (long) tone.onMillis() * sampleRateHertz / 1000;
        periodSamples = onSamples + (long) tone.offMillis() * sampleRateHertz / 1000;
        steady = tone.offMillis() == 0;
    }

    /** Starts again at the tone's beginning. */
    public void restart() {
        position = 0;
        firstPhase = 0;
        secondPhase = 0;
    }

    /** Writes the next samples over what is there. */
    public void generate(short[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = clamp(next());
        }
    }

    /** Adds the next samples to what is there. */
    public void mix(short[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = clamp(into[at + i] + next());
        }
    }

    private static short clamp(double sample) {
        return (short) Math.clamp(Math.round(sample), -32_768, 32_767);
    }

    private double next() {
        double gain = gain();
        position++;
        if (gain == 0) {
            return 0;
        }
        double sample = Math.sin(firstPhase);
        firstPhase += firstStep;
        if (firstPhase > 2 * Math.PI) {
            firstPhase -= 2 * Math.PI;
        }
        if (secondStep != 0) {
            sample += Math.sin(secondPhase);
            secondPhase += secondStep;
            if (secondPhase > 2 * Math.PI) {
                secondPhase -= 2 * Math.PI;
            }
        }
        return sample * amplitude * gain;
    }

    private double gain() {
        double edge = EDGE_MILLIS * sampleRateHertz / 1000.0;
        if (steady) {
            return Math.min(1, (position + 1) / edge);
        }
        long within = position % periodSamples;
        if (within >= onSamples) {
            return 0;
        }
        return Math.min(1, Math.min(within + 1, onSamples - within) / edge);
    }
}
