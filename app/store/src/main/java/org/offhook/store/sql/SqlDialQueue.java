package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialQueueStorePort;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.Lease;
import org.offhook.store.database.Database;

/** The manual-dial queue. */
record SqlDialQueue(Database database) implements DialQueueStorePort {
    @Override
    public Queued add(NewDial dial, int most) {
        return database.write(handle -> add(handle, dial, most));
    }

    /** How many numbers wait for an agent, and whether the one that is asked for is among what is not done. */
    private record Before(int waiting, OptionalLong same) {}

    private Queued add(Handle handle, NewDial dial, int most) {
        Before before = before(handle, dial);
        if (before.same().isPresent()) {
            return find(handle, before.same().getAsLong())
                    .<Queued>map(Queued.AlreadyThere::new)
                    .orElseGet(() -> add(handle, dial, most));
        }
        if (before.waiting() >= most) {
            return new Queued.Full(before.waiting());
        }
        // Where somebody else adds the same since the look the unique index decides; what has been done meanwhile may
        // be
        // tried again.
        return insert(handle, dial)
                .<Queued>map(entry -> new Queued.Taken(entry, before.waiting() + 1))
                .orElseGet(() -> add(handle, dial, most));
    }

    /** One statement, because each is a round trip where the database is a server. */
    private static Before before(Handle handle, NewDial dial) {
        return handle.createQuery("""
                        SELECT
                            (SELECT count(*) FROM dial_queue
                                WHERE agent = :agent AND state = 'QUEUED' AND state <> 'DONE') AS waiting,
                            (SELECT dial_id FROM dial_queue
                                WHERE agent = :agent AND dial_number = :number AND state <> 'DONE') AS same""")
                .bind("agent", dial.agent())
                .bind("number", dial.number())
                .map((row, _) -> new Before(row.getInt("waiting"), Columns.maybeLong(row, "same")))
                .one();
    }

    private Optional<DialEntry> insert(Handle handle, NewDial dial) {
        long now = database.dialect().nowMillis(handle);
        return handle.createQuery("""
                        INSERT INTO dial_queue (agent, campaign_id, dial_number, shown_number, lead_id, preview, focus, at_once,
                            caller_id_number, caller_id_name, source, request, facts, state, queued_ms, changed_ms)
                        VALUES (:agent, :campaign, :number, :shown, :lead, :preview, :focus, :atOnce, :callerNumber, :callerName, :source,
                            :request, :facts, 'QUEUED', :now, :now)
                        ON CONFLICT (agent, dial_number) WHERE state <> 'DONE' DO NOTHING RETURNING dial_id""")
                .bind("agent", dial.agent())
                .bind("campaign", dial.campaign())
                .bind("number", dial.number())
                .bind("shown", dial.shownNumber())
                .bind("lead", Columns.orNull(dial.lead()))
                .bind("preview", dial.preview())
                .bind("focus", dial.focus())
                .bind("atOnce", dial.atOnce())
                .bind("callerNumber", dial.callerIdNumber())
                .bind("callerName", dial.callerIdName())
                .bind("source", dial.source())
                .bind("request", dial.request())
                .bind("facts", Texts.ofMap(dial.facts()))
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(id -> new DialEntry(
                        id,
                        dial,
                        DialEntry.State.QUEUED,
                        0,
                        "",
                        "",
                        Instant.ofEpochMilli(now),
                        Instant.ofEpochMilli(now)));
    }

    @Override
    public Optional<DialEntry> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<DialEntry> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM dial_queue WHERE dial_id = :id")
                .bind("id", id)
                .map((row, _) -> entry(row))
                .findOne();
    }

    @Override
    public List<DialEntry> waiting(String agent) {
        return entries("agent = :agent AND state = 'QUEUED' AND state <> 'DONE'", agent);
    }

    @Override
    public List<DialEntry> open(String agent) {
        return entries("agent = :agent AND state <> 'DONE'", agent);
    }

    @Override
    public List<DialEntry> inDoubt(String agent) {
        return entries("agent = :agent AND state = 'IN_DOUBT' AND state <> 'DONE'", agent);
    }

    @Override
    public List<DialEntry> inDoubt() {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM dial_queue WHERE state = 'IN_DOUBT' AND state <> 'DONE' ORDER BY dial_id")
                .map((row, _) -> entry(row))
                .list());
    }

    private List<DialEntry> entries(String where, String agent) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM dial_queue WHERE " + where + " ORDER BY dial_id")
                        .bind("agent", agent)
                        .map((row, _) -> entry(row))
                        .list());
    }

    @Override
    public Optional<DialEntry> claimNext(Lease lease) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            if (!SqlSessions.holds(handle, lease, now, database.dialect().holdRow())) {
                return Optional.empty();
            }
            return handle.createQuery("SELECT dial_id FROM dial_queue WHERE agent = :agent AND state = 'QUEUED'"
                            + " AND state <> 'DONE' AND preview = FALSE ORDER BY dial_id LIMIT 1"
                            + database.dialect().skipTaken())
                    .bind("agent", lease.agent())
                    .mapTo(Long.class)
                    .findOne()
                    .flatMap(id -> claim(handle, id, lease, now));
        });
    }

    @Override
    public Optional<DialEntry> claim(long id, Lease lease) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            return SqlSessions.holds(handle, lease, now, database.dialect().holdRow())
                    ? claim(handle, id, lease, now)
                    : Optional.empty();
        });
    }

    private static Optional<DialEntry> claim(Handle handle, long id, Lease lease, long now) {
        return handle.createQuery("""
                        UPDATE dial_queue SET state = 'CLAIMED', fence = :fence, changed_ms = :now
                        WHERE dial_id = :id AND agent = :agent AND state = 'QUEUED' RETURNING *""")
                .bind("fence", lease.fence())
                .bind("now", now)
                .bind("id", id)
                .bind("agent", lease.agent())
                .map((row, _) -> entry(row))
                .findOne();
    }

    /** What the owner knows is true even if somebody already doubted it, unless a person has decided meanwhile: then the fence is gone. */
    @Override
    public boolean dialled(long id, Lease lease, String call) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE dial_queue SET state = 'DIALLED', call_id = :call, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence AND state IN ('CLAIMED', 'IN_DOUBT')""")
                        .bind("call", call)
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean done(long id, Lease lease, String outcome) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE dial_queue SET state = 'DONE', outcome = :outcome, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence
                                    AND state IN ('CLAIMED', 'DIALLED', 'IN_DOUBT')""")
                        .bind("outcome", outcome)
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean putBack(long id, Lease lease) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE dial_queue SET state = 'QUEUED', fence = 0, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence AND state = 'CLAIMED'""")
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean remove(long id) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE dial_queue SET state = 'DONE', outcome = 'REMOVED', changed_ms = :now
                                WHERE dial_id = :id AND state = 'QUEUED'""")
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public int removeAll(String agent) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE dial_queue SET state = 'DONE', outcome = 'REMOVED', changed_ms = :now
                        WHERE agent = :agent AND state = 'QUEUED' AND state <> 'DONE'""")
                .bind("now", database.dialect().nowMillis(handle))
                .bind("agent", agent)
                .execute());
    }

    @Override
    public List<DialEntry> doubtAbandoned() {
        return database.write(handle -> handle.createQuery("""
                        UPDATE dial_queue SET state = 'IN_DOUBT', changed_ms = :now
                        WHERE state IN ('CLAIMED', 'DIALLED') AND state <> 'DONE' AND NOT EXISTS (
                            SELECT 1 FROM agent_sessions s WHERE s.agent = dial_queue.agent
                                AND s.fence = dial_queue.fence AND s.lease_until_ms > :now)
                        RETURNING *""")
                .bind("now", database.dialect().nowMillis(handle))
                .map((row, _) -> entry(row))
                .list());
    }

    @Override
    public boolean resolve(long id, boolean dialAgain) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE dial_queue SET state = :state, outcome = :outcome, fence = 0, changed_ms = :now
                                WHERE dial_id = :id AND state = 'IN_DOUBT'""")
                        .bind("state", dialAgain ? "QUEUED" : "DONE")
                        .bind("outcome", dialAgain ? "" : "LEFT_IN_DOUBT")
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private static DialEntry entry(ResultSet row) throws SQLException {
        return new DialEntry(
                row.getLong("dial_id"),
                new NewDial(
                        row.getString("agent"),
                        Columns.text(row, "campaign_id"),
                        Columns.text(row, "dial_number"),
                        Columns.text(row, "shown_number"),
                        Columns.maybeLong(row, "lead_id"),
                        row.getBoolean("preview"),
                        row.getBoolean("focus"),
                        row.getBoolean("at_once"),
                        Columns.text(row, "caller_id_number"),
                        Columns.text(row, "caller_id_name"),
                        Columns.text(row, "source"),
                        Columns.text(row, "request"),
                        Texts.map(Columns.text(row, "facts"))),
                DialEntry.State.valueOf(row.getString("state")),
                row.getLong("fence"),
                Columns.text(row, "call_id"),
                Columns.text(row, "outcome"),
                Columns.instant(row, "queued_ms"),
                Columns.instant(row, "changed_ms"));
    }
}
