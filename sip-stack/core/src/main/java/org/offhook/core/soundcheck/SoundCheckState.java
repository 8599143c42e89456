package org.offhook.core.soundcheck;

import java.time.Instant;
import java.util.Optional;

/** Where a sound check stands. What the last loop found is kept until the next one, so that it can be read. */
public sealed interface SoundCheckState {
    Optional<SoundCheckResult> last();

    /** No device is open for it. */
    record Quiet(Optional<SoundCheckResult> last) implements SoundCheckState {}

    /** Devices are being opened. */
    record Opening(SoundCheckKind kind, Optional<SoundCheckResult> last) implements SoundCheckState {}

    /**
     * The microphone's level is shown.
     *
     * @param from what was known at the last look in which there was any sound
     * @param ends when nobody can be looking any more
     */
    record Listening(SoundCheckFacts from, SoundCheckVerdict heard, Instant ends, Optional<SoundCheckResult> last)
            implements SoundCheckState {}

    /** The agent speaks. */
    record Recording(SoundCheckFacts from, Instant ends) implements SoundCheckState {
        @Override
        public Optional<SoundCheckResult> last() {
            return Optional.empty();
        }
    }

    /** The agent hears what was recorded. */
    record PlayingBack(SoundCheckResult found, Instant ends) implements SoundCheckState {
        @Override
        public Optional<SoundCheckResult> last() {
            return Optional.of(found);
        }
    }

    /** A tone is heard; {@code kind} says where. */
    record Sounding(SoundCheckKind kind, Instant ends, Optional<SoundCheckResult> last) implements SoundCheckState {}
}
