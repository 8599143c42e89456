package org.offhook.core.registration;

import java.util.List;

/** What one input did: the next state, and orders in the sequence in which they must be carried out. */
public record RegistrationStep(RegistrationState next, List<RegistrationEffect> effects) {
    public RegistrationStep {
        effects = List.copyOf(effects);
    }

    static RegistrationStep to(RegistrationState next, RegistrationEffect... effects) {
        return new RegistrationStep(next, List.of(effects));
    }

    static RegistrationStep ignored(RegistrationState same, String reason) {
        return to(same, new RegistrationEffect.Ignore(reason));
    }
}
