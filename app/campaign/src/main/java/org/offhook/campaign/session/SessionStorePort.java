package org.offhook.campaign.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which node owns which agent. Leases run by the store's clock (PostgreSQL: the server's), so nodes whose clocks differ agree.
 * Blocking; see StorePorts.
 */
public interface SessionStorePort {
    /** What came of claiming an agent. */
    sealed interface Claimed {
        record Owned(Lease lease) implements Claimed {}

        record OwnedElsewhere(String node, Instant until) implements Claimed {}
    }

    /**
     * Logs an agent in on a node. A lease that ran out is taken over with a higher fence; so is the node's own, for after a crash.
     */
    Claimed claim(String agent, String node, AgentPosition position, Duration length);

    /** Renews all of a node's leases in one statement; answers those that are lost. */
    List<Lease> renew(Collection<Lease> leases, Duration length);

    /** False when the lease is lost: stop acting for this agent. */
    boolean publish(Lease lease, AgentPosition position);

    /** False when the lease was lost already. */
    boolean end(Lease lease);

    /** Only while its lease holds. */
    Optional<AgentSessionRow> find(String agent);

    /** An active user with the session and the campaign they work in, read at one moment. */
    Optional<AgentOnFloor> onFloor(String agent);

    /** The same of the active user whose {@code custom_three} is {@code text}; the first by name when several are. */
    Optional<AgentOnFloor> onFloorByCustomThree(String text);

    /**
     * As {@link #find}; in a unit of work others who hold the same agent wait until it ends, so that what was found out about the agent stays
     * true in it.
     */
    Optional<AgentSessionRow> hold(String agent);

    /** All whose lease holds, by agent. */
    List<AgentSessionRow> live();
}
