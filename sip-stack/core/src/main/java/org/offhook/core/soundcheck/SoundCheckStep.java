package org.offhook.core.soundcheck;

import java.util.List;

/** What comes of an input. */
public record SoundCheckStep(SoundCheckState next, List<SoundCheckEffect> effects) {
    public SoundCheckStep {
        effects = List.copyOf(effects);
    }

    static SoundCheckStep to(SoundCheckState next, SoundCheckEffect... effects) {
        return new SoundCheckStep(next, List.of(effects));
    }
}
