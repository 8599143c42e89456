package org.offhook.core.media;

/**
 * What the agent's microphone gave since its start, in frames of 10 or 20 ms, before mute. Frames without a microphone that has a clock of
 * its own (files, none) are not counted.
 *
 * @param millis of sound
 * @param silentMillis thereof with next to nothing: no room is so quiet, so the microphone is dead or switched off
 * @param clippedMillis thereof at full scale again and again
 * @param spokenMillis thereof in which somebody speaks
 */
public record MicrophoneFacts(long millis, long silentMillis, long clippedMillis, long spokenMillis) {
    /** Nothing yet. */
    public static final MicrophoneFacts NONE = new MicrophoneFacts(0, 0, 0, 0);

    /** What came since then. */
    public MicrophoneFacts since(MicrophoneFacts before) {
        return new MicrophoneFacts(
                millis - before.millis,
                silentMillis - before.silentMillis,
                clippedMillis - before.clippedMillis,
                spokenMillis - before.spokenMillis);
    }
}
