package org.offhook.core.soundcheck;

/**
 * What the microphone gave since its start, counted in milliseconds of sound.
 *
 * @param millis of sound
 * @param silentMillis thereof with next to nothing
 * @param clippedMillis thereof at full scale again and again
 * @param spokenMillis thereof in which somebody speaks
 * @param clearMillis thereof in which they speak loudly enough to be understood well
 */
public record SoundCheckFacts(long millis, long silentMillis, long clippedMillis, long spokenMillis, long clearMillis) {
    /** Nothing yet. */
    public static final SoundCheckFacts NONE = new SoundCheckFacts(0, 0, 0, 0, 0);

    /** Whether next to nothing came. */
    boolean silent() {
        return silentMillis >= millis;
    }

    /** What came since then. */
    public SoundCheckFacts since(SoundCheckFacts before) {
        return new SoundCheckFacts(
                millis - before.millis,
                silentMillis - before.silentMillis,
                clippedMillis - before.clippedMillis,
                spokenMillis - before.spokenMillis,
                clearMillis - before.clearMillis);
    }
}
