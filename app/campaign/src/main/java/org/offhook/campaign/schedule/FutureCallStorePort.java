package org.offhook.campaign.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The future calls. Polled, a second apart or more. "Now" is the store's clock (PostgreSQL: the server's), so that one node whose clock
 * is wrong neither dials early nor misses the calls of others. Blocking; see StorePorts.
 */
public interface FutureCallStorePort {
    /** What came of adding one. */
    sealed interface Added {
        record Scheduled(FutureCall call) implements Added {}

        /** The organisation has the same ident, numbers and time already, not cancelled. */
        record Duplicate(FutureCall call) implements Added {}
    }

    Added add(NewFutureCall call);

    Optional<FutureCall> find(long id);

    /** By time. Only those that can still happen or wait for a person, unless {@code all}. */
    List<FutureCall> of(String organisation, boolean all);

    /** False when it is not WAITING (any more). */
    boolean cancel(long id);

    /**
     * What is due, most urgent first; what is past its grace becomes MISSED. Claims nothing: not every node can place every call.
     *
     * @param most how many at most
     */
    List<FutureCall> due(Duration grace, int most);

    /**
     * Claims a call that is due and counts the attempt; committed when this returns, so that it can be dialled. Empty: somebody else was
     * faster, or it was cancelled.
     *
     * @param node who dials
     * @param lease how long the claim holds without {@link #renew}; then it is IN_DOUBT
     */
    Optional<FutureCall> claim(long id, String node, Duration lease);

    /** Says that the node is still at it; false when the claim is lost: leave the call alone. */
    boolean renew(long id, String node, Duration lease);

    /** Ends an attempt by {@link FutureCallRules#after}; false when the claim is lost and nothing was changed. */
    boolean ended(long id, String node, LegOneEnd end, String outcome);

    /** Calls whose node went away become IN_DOUBT; answers them. */
    List<FutureCall> doubtExpired();

    /** At a node's start: what it had claimed before it ended without saying so becomes IN_DOUBT. */
    List<FutureCall> doubtOwn(String node);

    /** All that wait for a person's word, by time. */
    List<FutureCall> inDoubt();

    /** A person's word on a call in doubt; false when it was not in doubt. Dialling again is due at once. */
    boolean resolve(long id, boolean dialAgain);

    /** Works out all instants anew from wall time and zone; once at start, for changed time-zone rules. How many moved. */
    int rezone();
}
