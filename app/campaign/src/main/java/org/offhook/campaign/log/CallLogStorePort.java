package org.offhook.campaign.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The call log. Blocking; see StorePorts. */
public interface CallLogStorePort {
    /** Id of the line. The same call of the same node begins once: a second time answers the first line's id, and adds what that did not know of lead and dial. */
    long begin(NewLoggedCall call);

    boolean answered(long id, Instant at);

    /** The same, by nobody knows whom. */
    default boolean ended(long id, Instant at, String end) {
        return ended(id, at, end, EndedBy.UNKNOWN);
    }

    /** False when it had ended already; that it was interrupted was only assumed and is corrected. */
    boolean ended(long id, Instant at, String end, EndedBy by);

    /** Also after the end, and again to correct it. The lead's status is the caller's business, in the same unit of work. */
    boolean dispose(long id, String disposition, String comment);

    /** How it sounded: once, at its end. Figures are kept with two decimals. */
    boolean sounded(long id, LoggedQuality quality);

    boolean recorded(long id, String recording);

    Optional<CallRecord> find(long id);

    Optional<CallRecord> findByCall(String node, String call);

    /** Newest first. */
    List<CallRecord> search(CallLogQuery query);

    /** At a node's start: its calls that never ended end as {@code INTERRUPTED}. How many. */
    int interrupt(String node, Instant at);
}
