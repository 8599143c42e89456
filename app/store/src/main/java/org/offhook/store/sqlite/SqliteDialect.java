package org.offhook.store.sqlite;

import java.time.InstantSource;
import java.util.Map;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.offhook.store.database.Dialect;

/** SQLite. Units of work come one after another here, so rows need no locks of their own. */
record SqliteDialect(InstantSource clock) implements Dialect {
    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "id", "INTEGER PRIMARY KEY AUTOINCREMENT", // an id of a deleted row is never given out again
                "bigint", "INTEGER",
                "bool", "INTEGER",
                "table", " STRICT",
                "hot", " STRICT",
                "lead_ids",
                        "CREATE TABLE lead_ids (next_id INTEGER NOT NULL) STRICT; INSERT INTO lead_ids (next_id) VALUES (1)");
    }

    @Override
    public long nowMillis(Handle handle) {
        return clock.millis();
    }

    @Override
    public NewLeads newLeads(Handle handle, int count) {
        long next = handle.createQuery("UPDATE lead_ids SET next_id = next_id + :count RETURNING next_id")
                .bind("count", count)
                .mapTo(Long.class)
                .one();
        return new NewLeads(LongStream.range(next - count, next).toArray(), clock.millis());
    }

    @Override
    public String skipTaken() {
        return "";
    }

    @Override
    public String holdRow() {
        return "";
    }

    @Override
    public void oneAtATime(Handle handle, String what) {
        // they are
    }

    @Override
    public void idsFrom(Handle handle, String table, String column) {
        // AUTOINCREMENT remembers the highest it has seen, given out or brought along
    }

    @Override
    public void leadIdsFrom(Handle handle, long next) {
        handle.createUpdate("UPDATE lead_ids SET next_id = :next")
                .bind("next", next)
                .execute();
    }
}
