package org.offhook.core.thirdparty;

import java.util.List;

/** What one input did to the join: the state from now on, and orders in the sequence in which they must be carried out. */
public record JoinStep(JoinState next, List<JoinEffect> effects) {
    public JoinStep {
        effects = List.copyOf(effects);
    }

    static JoinStep to(JoinState next, JoinEffect... effects) {
        return new JoinStep(next, List.of(effects));
    }

    static JoinStep ignored(JoinState same, String reason) {
        return to(same, new JoinEffect.Ignore(reason));
    }
}
