package org.offhook.agent;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
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

    /** A lead came on the screen, or what is shown of it changed. */
    record LeadShown(LeadOnScreen lead) implements AgentEvent {}

    record LeadGone(long leadId) implements AgentEvent {}

    record WrapUpBegan(CallId call) implements AgentEvent {}

    /**
     * @param disposition code that was saved; absent for none
     * @param timeOver it ended by its time, not by the agent
     */
    record WrapUpEnded(CallId call, Optional<String> disposition, boolean timeOver) implements AgentEvent {}

    /** The time of a promised call has come; told once. */
    record CallbackDue(CallbackView callback) implements AgentEvent {}

    /** The campaign, or its rules, are others from now on. */
    record CampaignChanged(CampaignView campaign) implements AgentEvent {}

    /**
     * A number that was asked for is not dialled, because the campaign's rules speak against it.
     *
     * @param number as it was asked for
     * @param name known name, or empty
     * @param source who asked
     */
    record DialBlocked(String number, String name, String source, ErrorCode why) implements AgentEvent {
        /** A customer's number stays out of logs. */
        @Override
        public String toString() {
            return "DialBlocked[" + source + ", " + why + "]";
        }
    }

    /**
     * The agent has decided about a number that waits in the store's queue. Whoever holds the agent's lease there carries it out.
     *
     * @param dial as it was seen
     */
    record StoredDialAsked(QueuedDial dial, Wish wish) implements AgentEvent {
        /** What shall become of it. */
        public enum Wish {
            DIAL,
            REMOVE
        }
    }

    record PairingAsked(PairingRequest request) implements AgentEvent {}

    record PairingAnswered(PairingRequest request, Optional<PairedOrigin> granted) implements AgentEvent {}

    /**
     * Nobody answered a page's request in time, which counts as a no. Comes after its {@link PairingAnswered}.
     *
     * @param silentUntil until when this origin is not asked about again
     */
    record PairingUnanswered(PairingRequest request, Instant silentUntil) implements AgentEvent {}

    record PairingRevoked(String origin) implements AgentEvent {}

    record FaultRaised(Fault fault) implements AgentEvent {}

    record FaultCleared(Fault fault) implements AgentEvent {}

    /** The window should come to the front without taking the keyboard. */
    record AttentionAsked() implements AgentEvent {}
}
