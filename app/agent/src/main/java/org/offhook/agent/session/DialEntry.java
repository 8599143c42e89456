package org.offhook.agent.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.DialBar;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.campaign.setup.CallerId;

/**
 * A number that was taken to be dialled.
 *
 * @param queued as observers see it
 * @param dial as asked
 * @param callerId number and name to show, in the campaign's own way; absent for the campaign's or the line's own
 * @param origin who has looked at the campaign's rules
 * @param callback the promised call that it is
 * @param lead it belongs to, once the store has said so
 * @param waited it comes out of the queue, and goes back there when the rules speak against it
 */
public record DialEntry(
        QueuedDial queued,
        ManualDial dial,
        Optional<CallerId> callerId,
        Origin origin,
        OptionalLong callback,
        Optional<LeadOnScreen> lead,
        boolean waited) {

    /** Where it came from. */
    public enum Origin {
        /** Asked for at this desk: the store is asked before it is dialled. */
        DESK,
        /** Claimed from the store's queue: that was looked at when it was claimed. */
        STORE
    }

    DialEntry(QueuedDial queued, ManualDial dial) {
        this(queued, dial, Optional.empty(), Origin.DESK, OptionalLong.empty(), Optional.empty(), false);
    }

    static DialEntry claimed(QueuedDial queued, ManualDial dial, Optional<CallerId> callerId) {
        return new DialEntry(queued, dial, callerId, Origin.STORE, OptionalLong.empty(), Optional.empty(), false);
    }

    DialEntry forCallback(long id) {
        return new DialEntry(queued, dial, callerId, origin, OptionalLong.of(id), lead, waited);
    }

    /** The lead was shown; it is that one which is dialled. */
    DialEntry lookedAt(long leadId) {
        LeadWish known =
                dial.lead() instanceof LeadWish.Known ? dial.lead() : new LeadWish.Known(leadId, LeadNumber.MAIN);
        return new DialEntry(queued, dial.with(known), callerId, origin, callback, lead, waited);
    }

    /** With what the store made of it. */
    DialEntry cleared(String number, Optional<LeadOnScreen> itsLead) {
        String name = queued.name().isEmpty() ? itsLead.map(LeadOnScreen::name).orElse("") : queued.name();
        QueuedDial exact = new QueuedDial(queued.id(), number, name, queued.source(), queued.at(), queued.preview());
        return new DialEntry(exact, dial, callerId, origin, callback, itsLead, waited);
    }

    DialEntry outOfQueue() {
        return new DialEntry(queued, dial, callerId, origin, callback, lead, true);
    }

    /** Waits again, and is passed over. */
    DialEntry barred(DialBar why) {
        return new DialEntry(queued.barred(why), dial, callerId, origin, callback, lead, false);
    }

    /** The lead's id, as far as it is known. */
    OptionalLong leadId() {
        if (lead.isPresent()) {
            return OptionalLong.of(lead.get().leadId());
        }
        return dial.lead() instanceof LeadWish.Known known ? OptionalLong.of(known.leadId()) : OptionalLong.empty();
    }

    String id() {
        return queued.id();
    }

    /** Neither does it want looking at, nor do the rules speak against it. */
    boolean byItself() {
        return !queued.preview() && queued.bar().isEmpty();
    }

    /** The oldest that may be dialled by itself. */
    static Optional<DialEntry> nextByItself(List<DialEntry> queue) {
        return queue.stream().filter(DialEntry::byItself).findFirst();
    }
}
