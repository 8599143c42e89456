package org.offhook.core.soundcheck;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/** What happens to a sound check. */
public sealed interface SoundCheckInput {
    /** Asked for by a person; no call is up. */
    record CheckRequested(SoundCheckKind kind) implements SoundCheckInput {}

    record EndRequested() implements SoundCheckInput {}

    /** @param problem why there is no sound, if there is none */
    record DevicesOpened(Optional<ErrorCode> problem, SoundCheckFacts facts) implements SoundCheckInput {}

    /** The timer rang. */
    record TimePassed(SoundCheckFacts facts) implements SoundCheckInput {}

    /** A call needs the devices. */
    record CallBegan() implements SoundCheckInput {}
}
