package org.offhook.core.publication;

import java.util.List;

/** What one input did: the next state, and orders in the sequence in which they must be carried out. */
public record PublicationStep(PublicationState next, List<PublicationEffect> effects) {
    public PublicationStep {
        effects = List.copyOf(effects);
    }

    static PublicationStep to(PublicationState next, PublicationEffect... effects) {
        return new PublicationStep(next, List.of(effects));
    }

    static PublicationStep ignored(PublicationState same, String reason) {
        return to(same, new PublicationEffect.Ignore(reason));
    }
}
