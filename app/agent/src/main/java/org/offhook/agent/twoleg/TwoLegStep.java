package org.offhook.agent.twoleg;

import java.util.ArrayList;
import java.util.List;

/** What one input did: the state from now on, and orders in the sequence in which they must be carried out. */
public record TwoLegStep(TwoLegState next, List<TwoLegEffect> effects) {
    public TwoLegStep {
        effects = List.copyOf(effects);
    }

    static TwoLegStep to(TwoLegState next, TwoLegEffect... effects) {
        return new TwoLegStep(next, List.of(effects));
    }

    static TwoLegStep ignored(TwoLegState same, String reason) {
        return to(same, new TwoLegEffect.Ignore(reason));
    }

    static TwoLegStep refused(TwoLegState same, String reason) {
        return to(same, new TwoLegEffect.Refuse(reason));
    }

    /** The same step with {@code first} ordered before everything else. */
    TwoLegStep after(TwoLegEffect... first) {
        List<TwoLegEffect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new TwoLegStep(next, all);
    }
}
