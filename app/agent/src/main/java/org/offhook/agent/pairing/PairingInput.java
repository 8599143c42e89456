package org.offhook.agent.pairing;

import java.util.Optional;
import java.util.Set;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;

/** Everything that can happen to pairings. */
public sealed interface PairingInput {
    record Asked(long ticket, PairingRequest request) implements PairingInput {}

    /** @param granted empty means refused */
    record Answered(long ticket, String requestId, Set<PairingScope> granted) implements PairingInput {}

    record TimedOut(String requestId) implements PairingInput {}

    record Stored(String requestId, Optional<ErrorCode> error) implements PairingInput {}

    record RevocationAsked(long ticket, String origin) implements PairingInput {}

    record Removed(long ticket, String origin, Optional<ErrorCode> error) implements PairingInput {}
}
