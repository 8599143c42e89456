package org.offhook.core.soundcheck;

/** How the microphone hears the agent. */
public enum SoundCheckVerdict {
    /** Nobody has spoken yet. */
    WAITING,
    WELL,
    TOO_QUIET,
    TOO_LOUD,
    /** Next to nothing comes: it is dead, switched off, or none is there. */
    NOTHING;

    private static final long MEANT_MILLIS = 400;
    private static final long TOO_LOUD_MILLIS = 200;
    /** Noise suppression leaves nothing of a quiet room for a moment. */
    private static final long SURELY_SILENT_MILLIS = 3_000;

    /** Of what is spoken so much must be loud enough: words begin and end softly. */
    private static final int CLEAR_PART = 4;

    /**
     * While somebody listens: the silence between two words is no news.
     *
     * @param lately since the last look in which there was any sound
     * @param before what was said at the last look
     */
    static SoundCheckVerdict soFar(SoundCheckFacts lately, SoundCheckVerdict before) {
        if (lately.millis() == 0 || (lately.silent() && lately.millis() >= SURELY_SILENT_MILLIS)) {
            return NOTHING;
        }
        if (lately.silent()) {
            return before;
        }
        if (lately.spokenMillis() < MEANT_MILLIS) {
            return before == NOTHING ? WAITING : before;
        }
        return of(lately);
    }

    /** Of a recording in which the agent was asked to speak. */
    static SoundCheckVerdict of(SoundCheckFacts recorded) {
        if (recorded.silent()) {
            return NOTHING;
        }
        if (recorded.clippedMillis() >= TOO_LOUD_MILLIS) {
            return TOO_LOUD;
        }
        return recorded.spokenMillis() >= MEANT_MILLIS && recorded.clearMillis() * CLEAR_PART >= recorded.spokenMillis()
                ? WELL
                : TOO_QUIET;
    }
}
