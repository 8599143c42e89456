package org.offhook.core.thirdparty;

import java.util.ArrayList;
import java.util.List;

/** What one input did to a leg: the state from now on, and orders in the sequence in which they must be carried out. */
public record LegStep(LegState next, List<LegEffect> effects) {
    public LegStep {
        effects = List.copyOf(effects);
    }

    static LegStep to(LegState next, LegEffect... effects) {
        return new LegStep(next, List.of(effects));
    }

    static LegStep ignored(LegState same, String reason) {
        return to(same, new LegEffect.Ignore(reason));
    }

    /** The same step with {@code first} ordered before everything else. */
    LegStep after(LegEffect... first) {
        List<LegEffect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new LegStep(next, all);
    }
}
