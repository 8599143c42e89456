package org.offhook.rtp.tone;

/** A tone for a sound path whose rate changes between 8, 16 and 48 kHz with the band of the calls. Owned by one thread. */
public final class RatedTone {

    private static final int NARROW_HERTZ = 8_000;
    private static final int WIDE_HERTZ = 16_000;
    private static final int FULL_HERTZ = 48_000;

    private final ToneGenerator narrow;
    private final ToneGenerator wide;
    private final ToneGenerator full;

    /** A tone that starts at its beginning. */
    public RatedTone(CallTone tone) {
        narrow = new ToneGenerator(tone, NARROW_HERTZ);
        wide = new ToneGenerator(tone, WIDE_HERTZ);
        full = new ToneGenerator(tone, FULL_HERTZ);
    }

    private ToneGenerator at(int sampleRateHertz) {
        return switch (sampleRateHertz) {
            case WIDE_HERTZ -> wide;
            case FULL_HERTZ -> full;
            default -> narrow;
        };
    }

    /** Starts again at the tone's beginning. */
    public void restart() {
        narrow.restart();
        wide.restart();
        full.restart();
    }

    /**
     * Writes the next samples over what is there.
     *
     * @param sampleRateHertz 8000, 16,000 or 48,000
     */
    public void generate(short[] into, int at, int count, int sampleRateHertz) {
        at(sampleRateHertz).generate(into, at, count);
    }

    /** Adds the next samples to what is there. */
    public void mix(short[] into, int at, int count, int sampleRateHertz) {
        at(sampleRateHertz).mix(into, at, count);
    }
}
