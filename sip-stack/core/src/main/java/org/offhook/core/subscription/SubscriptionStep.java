package org.offhook.core.subscription;

import java.util.ArrayList;
import java.util.List;

/** What one input did: the next state, and orders in the sequence in which they must be carried out. */
public record SubscriptionStep(SubscriptionState next, List<SubscriptionEffect> effects) {
    public SubscriptionStep {
        effects = List.copyOf(effects);
    }

    static SubscriptionStep to(SubscriptionState next, SubscriptionEffect... effects) {
        return new SubscriptionStep(next, List.of(effects));
    }

    static SubscriptionStep ignored(SubscriptionState same, String reason) {
        return to(same, new SubscriptionEffect.Ignore(reason));
    }

    /** The same, with an order before all others. */
    SubscriptionStep after(SubscriptionEffect first) {
        List<SubscriptionEffect> all = new ArrayList<>(effects.size() + 1);
        all.add(first);
        all.addAll(effects);
        return new SubscriptionStep(next, all);
    }
}
