package org.offhook.core.recording;

import java.util.List;

/** The next state, and what is to be done, in this order. */
public record RecordingStep(RecordingState next, List<RecordingEffect> effects) {
    public RecordingStep {
        effects = List.copyOf(effects);
    }

    static RecordingStep to(RecordingState next, RecordingEffect... effects) {
        return new RecordingStep(next, List.of(effects));
    }
}
