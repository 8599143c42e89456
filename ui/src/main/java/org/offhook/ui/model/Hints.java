package org.offhook.ui.model;

import java.util.Optional;
import org.offhook.agent.AgentEvent.PairingUnanswered;
import org.offhook.agent.CallbackView;
import org.offhook.core.phone.CommandOutcome.Refused;

/**
 * What the banner may say beside faults; the first that is there is said.
 *
 * @param refusal of the last press
 * @param requestWaits a pairing request could not take the body
 * @param unanswered a page whose request nobody answered in time
 * @param reminder the promised call to be reminded of
 */
public record Hints(
        Optional<Refused> refusal,
        boolean requestWaits,
        Optional<PairingUnanswered> unanswered,
        Optional<CallbackView> reminder) {
    /** Nothing to be said. */
    public static final Hints NONE = new Hints(Optional.empty(), false, Optional.empty(), Optional.empty());

    public Hints withRefusal(Optional<Refused> now) {
        return new Hints(now, requestWaits, unanswered, reminder);
    }

    /** The same, and a pairing request waits, or not. */
    public Hints withRequest(boolean waits) {
        return new Hints(refusal, waits, unanswered, reminder);
    }

    public Hints withUnanswered(Optional<PairingUnanswered> now) {
        return new Hints(refusal, requestWaits, now, reminder);
    }

    public Hints withReminder(Optional<CallbackView> now) {
        return new Hints(refusal, requestWaits, unanswered, now);
    }
}
