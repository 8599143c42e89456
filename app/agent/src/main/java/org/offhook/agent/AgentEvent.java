package org.offhook.agent;

import java.util.Optional;
import org.offhook.core.phone.PhoneEvent;

/** What happened at the desk, in order, never conflated. */
public sealed interface AgentEvent {
    /** State, reason or queued next state changed. */
    record AgentChanged(AgentView before, AgentView after) implements AgentEvent {}

    /** Something happened to registration, calls or audio. */
    record PhoneHappened(PhoneEvent event) implements AgentEvent {}

    record DialQueued(QueuedDial dial, int waiting) implements AgentEvent {}

    /** @param dialled true when it left the queue to be dialled, false when it was removed */
    record DialUnqueued(QueuedDial dial, boolean dialled, int waiting) implements AgentEvent {}

    record PairingAsked(PairingRequest request) implements AgentEvent {}

    record PairingAnswered(PairingRequest request, Optional<PairedOrigin> granted) implements AgentEvent {}

    record PairingRevoked(String origin) implements AgentEvent {}

    record FaultRaised(Fault fault) implements AgentEvent {}

    record FaultCleared(Fault fault) implements AgentEvent {}

    /** The window should come to the front without taking the keyboard. */
    record AttentionAsked() implements AgentEvent {}
}
