package org.offhook.agent.pairing;

import java.time.Instant;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.PairedOrigin;
import org.offhook.core.phone.CommandOutcome;

/** What the pairing machine orders. */
public sealed interface PairingEffect {
    record Reply(long ticket, CommandOutcome outcome) implements PairingEffect {}

    record Tell(AgentEvent event) implements PairingEffect {}

    record Save(String requestId, PairedOrigin origin) implements PairingEffect {}

    record Remove(long ticket, String origin) implements PairingEffect {}

    record StartTimer(String requestId, Instant at) implements PairingEffect {}

    record StopTimer(String requestId) implements PairingEffect {}
}
