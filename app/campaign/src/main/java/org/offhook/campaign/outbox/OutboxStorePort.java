package org.offhook.campaign.outbox;

import java.time.Duration;
import java.util.List;

/** The outbox. Add to it inside the unit of work that the notice tells of. Blocking; see StorePorts. */
public interface OutboxStorePort {
    /** The stored notice, with a new key. */
    Notice add(String destination, String kind, String payload);

    /**
     * Claims what is due, oldest first; nobody else is given it until the lease runs out.
     *
     * @param node who delivers
     */
    List<Notice> take(String node, int most, Duration lease);

    /** It arrived: it is removed. */
    boolean delivered(long id);

    /** It did not; it is due again after {@code pause}. */
    boolean failed(long id, String failure, Duration pause);

    /** It is given up; a person sees it among {@link #dead}. */
    boolean giveUp(long id, String failure);

    /** Given up, oldest first. */
    List<Notice> dead(int most);

    /** A person wants a dead one tried again at once. */
    boolean revive(long id);

    /** How many wait. */
    long waiting();
}
