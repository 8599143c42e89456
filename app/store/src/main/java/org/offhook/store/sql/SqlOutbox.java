package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.offhook.campaign.outbox.Notice;
import org.offhook.campaign.outbox.OutboxStorePort;
import org.offhook.store.database.Database;

/** The outbox. */
record SqlOutbox(Database database) implements OutboxStorePort {
    @Override
    public Notice add(String destination, String kind, String payload) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            return handle.createQuery("""
                            INSERT INTO outbox (notice_key, destination, kind, payload, state, due_ms, created_ms)
                            VALUES (:key, :destination, :kind, :payload, 'WAITING', :now, :now) RETURNING *""")
                    .bind("key", TimeOrderedId.at(now).toString())
                    .bind("destination", destination)
                    .bind("kind", kind)
                    .bind("payload", payload)
                    .bind("now", now)
                    .map((row, _) -> notice(row))
                    .one();
        });
    }

    @Override
    public List<Notice> take(String node, int most, Duration lease) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            List<Long> due = handle.createQuery(
                            "SELECT notice_id FROM outbox WHERE state = 'WAITING' AND due_ms <= :now"
                                    + " ORDER BY due_ms, notice_id LIMIT :most"
                                    + database.dialect().skipTaken())
                    .bind("now", now)
                    .bind("most", most)
                    .mapTo(Long.class)
                    .list();
            // Taken means due again only after the lease: a node that goes away delays a notice and does not lose it.
            return due.stream()
                    .map(id -> handle.createQuery("""
                                    UPDATE outbox SET node = :node, attempts = attempts + 1, due_ms = :until
                                    WHERE notice_id = :id RETURNING *""")
                            .bind("node", node)
                            .bind("until", now + lease.toMillis())
                            .bind("id", id)
                            .map((row, _) -> notice(row))
                            .one())
                    .toList();
        });
    }

    @Override
    public boolean delivered(long id) {
        return database.write(handle -> handle.createUpdate("DELETE FROM outbox WHERE notice_id = :id")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public boolean failed(long id, String failure, Duration pause) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE outbox SET last_failure = :failure, due_ms = :next
                                WHERE notice_id = :id AND state = 'WAITING'""")
                        .bind("failure", failure)
                        .bind("next", database.dialect().nowMillis(handle) + pause.toMillis())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public boolean giveUp(long id, String failure) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE outbox SET state = 'DEAD', last_failure = :failure
                                WHERE notice_id = :id AND state = 'WAITING'""")
                        .bind("failure", failure)
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public List<Notice> dead(int most) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM outbox WHERE state = 'DEAD' ORDER BY notice_id LIMIT :most")
                        .bind("most", most)
                        .map((row, _) -> notice(row))
                        .list());
    }

    @Override
    public boolean revive(long id) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE outbox SET state = 'WAITING', due_ms = :now
                                WHERE notice_id = :id AND state = 'DEAD'""")
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public long waiting() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM outbox WHERE state = 'WAITING'")
                .mapTo(Long.class)
                .one());
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getLong("notice_id"),
                row.getString("notice_key"),
                Columns.text(row, "destination"),
                Columns.text(row, "kind"),
                Columns.text(row, "payload"),
                row.getInt("attempts"),
                Columns.instant(row, "created_ms"),
                Columns.text(row, "last_failure"));
    }
}
