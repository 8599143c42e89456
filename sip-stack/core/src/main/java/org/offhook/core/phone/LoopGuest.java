package org.offhook.core.phone;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallParty;
import org.offhook.core.publication.Presence;

/** A machine that lives on the phone's loop and sees every step of it within the step. Called on the loop only. */
public interface LoopGuest {
    /**
     * Called at least once in every step, and again as long as the guest's own commands make something happen.
     *
     * @param snapshot the phone now
     * @param events what happened since the last call, in order
     */
    void onStep(PhoneSnapshot snapshot, List<PhoneEvent> events, Instant now);

    /** Whether this call may not ring: the SIP status to refuse it with, such as 480. */
    OptionalInt turnAway(CallParty caller, CallParty called);

    /** What becomes of this call, which has a line. */
    default IncomingRuling rule(InviteReceived invite) {
        OptionalInt status = turnAway(invite.caller(), invite.called());
        return status.isPresent() ? new IncomingRuling.TurnAway(status.getAsInt()) : IncomingRuling.RING;
    }

    /** What others may know of whom sits here; empty while nobody does. */
    default Optional<Presence> presence() {
        return Optional.empty();
    }

    /** A phone nobody sits at: every call rings. */
    LoopGuest NONE = new LoopGuest() {
        @Override
        public void onStep(PhoneSnapshot snapshot, List<PhoneEvent> events, Instant now) {}

        @Override
        public OptionalInt turnAway(CallParty caller, CallParty called) {
            return OptionalInt.empty();
        }
    };
}
