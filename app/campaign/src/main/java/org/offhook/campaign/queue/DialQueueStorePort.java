package org.offhook.campaign.queue;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.session.Lease;

/**
 * The manual-dial queue. Whoever owns the agent's session takes from it, polling; others add, remove and look. Every change by the owner
 * carries the lease and is refused once that is lost. Blocking; see StorePorts.
 */
public interface DialQueueStorePort {
    /** What came of queueing a number. */
    sealed interface Queued {
        record Taken(DialEntry entry) implements Queued {}

        /** The agent has this number waiting, in progress or in doubt. */
        record AlreadyThere(DialEntry entry) implements Queued {}

        record Full(int waiting) implements Queued {}
    }

    /** @param most how many may wait for one agent */
    Queued add(NewDial dial, int most);

    Optional<DialEntry> find(long id);

    /** What waits for an agent, oldest first. */
    List<DialEntry> waiting(String agent);

    /** What is not done yet of an agent's, oldest first: waiting, in progress, in doubt. */
    List<DialEntry> open(String agent);

    /** Claims the oldest entry that is dialled without preview; committed when this returns. Empty: nothing waits, or the lease is lost. */
    Optional<DialEntry> claimNext(Lease lease);

    /** Claims this entry; committed when this returns. Empty: it does not wait any more, or the lease is lost. */
    Optional<DialEntry> claim(long id, Lease lease);

    /** The INVITE left. False when the lease is lost or the entry is not claimed under it. */
    boolean dialled(long id, Lease lease, String call);

    /** It is over. False when the lease is lost or the entry is neither claimed nor dialled under it. */
    boolean done(long id, Lease lease, String outcome);

    /** Nothing was sent for it: it waits again. False unless it is claimed under this lease. */
    boolean putBack(long id, Lease lease);

    /** Takes a waiting entry out; false when it does not wait. */
    boolean remove(long id);

    /** Takes all waiting entries of an agent out; how many. */
    int removeAll(String agent);

    /**
     * What was claimed or dialled under an older fence than the agent's present session, or by an agent without one, becomes IN_DOUBT;
     * answers it. Call it after claiming a session, and now and then for agents whose node is gone.
     */
    List<DialEntry> doubtAbandoned();

    /** What waits for a person's word, oldest first. */
    List<DialEntry> inDoubt(String agent);

    /** The same of all agents. */
    List<DialEntry> inDoubt();

    /** A person's word: dial it again (it waits again) or not (it is done). False when it was not in doubt. */
    boolean resolve(long id, boolean dialAgain);
}
