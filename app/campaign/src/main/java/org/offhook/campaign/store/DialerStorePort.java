package org.offhook.campaign.store;

import java.util.function.Function;

/** The dialer's store. */
public interface DialerStorePort extends StorePorts, AutoCloseable {
    /**
     * Runs {@code work} as one unit: all of it is kept or nothing, and this returns only when it is durable. What {@code work} throws
     * undoes it and comes out here.
     *
     * <p>{@code work} uses only the ports it is given, takes no time but theirs, and has no effect outside the store: it is run again
     * when the database asks for it (deadlock, a group commit that failed for a neighbour's sake).
     */
    <T> T transact(Function<StorePorts, T> work);

    /**
     * As {@link #transact}, for work that reads entries of the set-up and puts them back changed: among all who share the store one such unit
     * runs at a time, so that none puts back what another has changed meanwhile.
     */
    <T> T transactAlone(Function<StorePorts, T> work);

    /** Asks the store for nothing in particular; returns when it answered. */
    void ping();

    /** Finishes what was begun, refuses the rest, and closes the files or connections. Does not throw. */
    @Override
    void close();
}
