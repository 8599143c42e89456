package org.offhook.store.database;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What SQLite and PostgreSQL do differently, all of it. */
public interface Dialect {
    /** For the migrations; see V1__dialer.sql. */
    Map<String, String> placeholders();

    /** The store's clock, milliseconds since 1970: PostgreSQL's own, so that nodes agree; on SQLite the machine's. */
    long nowMillis(Handle handle);

    /** So many new lead ids, rising. */
    long[] leadIds(Handle handle, int count);

    /** At the end of a SELECT that picks a row for its taker: others pass over rows that are being taken. */
    String skipTaken();

    /** At the end of a SELECT whose row must not change before the unit of work ends. */
    String holdRow();

    /** Makes units of work that look before they add wait for each other. */
    void oneAtATime(Handle handle, String what);

    /** After rows came in with ids of their own: the next one given out is higher than all of them. */
    void idsFrom(Handle handle, String table, String column);

    /** The next lead gets this id. */
    void leadIdsFrom(Handle handle, long next);
}
