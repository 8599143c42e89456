package org.offhook.store.database;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** What SQLite and PostgreSQL do differently, all of it. */
public interface Dialect {
    /** For the migrations; see V1__dialer.sql. */
    Map<String, String> placeholders();

    /** The store's clock, milliseconds since 1970: PostgreSQL's own, so that nodes agree; on SQLite the machine's. */
    long nowMillis(Handle handle);

    /** A query that may say {@code :now} for the store's clock: where that is the server's, the server reads it itself. */
    default Query query(Handle handle, String sql) {
        return handle.createQuery(sql).bind("now", nowMillis(handle));
    }

    /** As {@link #query}, for what answers no rows. */
    default Update update(Handle handle, String sql) {
        return handle.createUpdate(sql).bind("now", nowMillis(handle));
    }

    /** New leads' ids, rising, and the time by the store's clock. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
    record NewLeads(long[] ids, long nowMillis) {}

    /** So many new lead ids. */
    NewLeads newLeads(Handle handle, int count);

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
