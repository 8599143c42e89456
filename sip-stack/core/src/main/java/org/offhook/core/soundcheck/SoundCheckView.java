package org.offhook.core.soundcheck;

import java.time.Instant;
import java.util.Optional;

/**
 * A sound check as others see it.
 *
 * @param ends when this phase ends by itself
 * @param heard how the microphone hears the agent just now
 * @param last what the last recorder loop found
 */
public record SoundCheckView(
        Phase phase, Optional<Instant> ends, SoundCheckVerdict heard, Optional<SoundCheckResult> last) {
    /** What goes on. */
    public enum Phase {
        QUIET,
        OPENING,
        LISTENING,
        RECORDING,
        PLAYING_BACK,
        SPEAKER,
        RINGER
    }

    /** Nothing was ever tried. */
    public static final SoundCheckView NONE =
            new SoundCheckView(Phase.QUIET, Optional.empty(), SoundCheckVerdict.WAITING, Optional.empty());

    public static SoundCheckView of(SoundCheckState state) {
        return switch (state) {
            case SoundCheckState.Quiet _ -> plain(Phase.QUIET, Optional.empty(), state);
            case SoundCheckState.Opening _ -> plain(Phase.OPENING, Optional.empty(), state);
            case SoundCheckState.Listening listening ->
                new SoundCheckView(Phase.LISTENING, Optional.of(listening.ends()), listening.heard(), listening.last());
            case SoundCheckState.Recording(SoundCheckFacts _, Instant ends) ->
                plain(Phase.RECORDING, Optional.of(ends), state);
            case SoundCheckState.PlayingBack(SoundCheckResult _, Instant ends) ->
                plain(Phase.PLAYING_BACK, Optional.of(ends), state);
            case SoundCheckState.Sounding sounding ->
                plain(
                        sounding.kind() == SoundCheckKind.RINGER ? Phase.RINGER : Phase.SPEAKER,
                        Optional.of(sounding.ends()),
                        state);
        };
    }

    private static SoundCheckView plain(Phase phase, Optional<Instant> ends, SoundCheckState state) {
        return new SoundCheckView(phase, ends, SoundCheckVerdict.WAITING, state.last());
    }

    /** Whether something goes on that a second press would end. */
    public boolean busy() {
        return phase != Phase.QUIET && phase != Phase.LISTENING;
    }
}
