package org.offhook.practice.farend;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of one input.
 *
 * @param ignored why the input changed nothing, if so; counted, never thrown
 */
public record FarEndStep(FarEndState state, List<FarEndEffect> effects, Optional<Ignored> ignored) {
    static FarEndStep to(FarEndState state, FarEndEffect... effects) {
        return new FarEndStep(state, List.of(effects), Optional.empty());
    }

    static FarEndStep ignore(FarEndState state, Ignored reason) {
        return new FarEndStep(state, List.of(), Optional.of(reason));
    }

    /** Why an input changed nothing. */
    public enum Ignored {
        /** The call is over. */
        GONE,
        /** It makes no sense in this state: a timer that lost its race, a message out of place. */
        OUT_OF_PLACE
    }
}
