package org.offhook.bridge.trust;

import java.util.EnumSet;
import java.util.Set;
import org.offhook.agent.PairingScope;

/** Somebody whom the bridge has recognised. */
public sealed interface Caller {
    /** A page of a paired origin, on its own or inside the host page. */
    record Page(String origin) implements Caller {}

    /** A program that has the token of {@code bridge.json}: may do everything. */
    record Program() implements Caller {}

    Set<PairingScope> EVERY_SCOPE = Set.copyOf(EnumSet.allOf(PairingScope.class));
}
