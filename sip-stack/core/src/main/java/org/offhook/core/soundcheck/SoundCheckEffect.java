package org.offhook.core.soundcheck;

import java.time.Instant;

/** What a sound check has done. */
public sealed interface SoundCheckEffect {
    /** Answered by {@link SoundCheckInput.DevicesOpened}. */
    record OpenDevices(SoundCheckKind kind) implements SoundCheckEffect {}

    record PlayBack() implements SoundCheckEffect {}

    record CloseDevices() implements SoundCheckEffect {}

    /** One at a time: a new one takes the place of the old one. */
    record StartTimer(Instant at) implements SoundCheckEffect {}

    record StopTimer() implements SoundCheckEffect {}
}
