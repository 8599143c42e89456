package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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

    /** One statement where the number is taken, because each is a round trip where the database is a server. */
    private Queued add(Handle handle, NewDial dial, int most) {
        Optional<DialEntry> entry = insert(handle, dial, most);
        if (entry.isPresent()) {
            return new Queued.Taken(entry.get());
        }
        Before before = before(handle, dial);
        if (before.same().isPresent()) {
            return find(handle, before.same().getAsLong())
                    .<Queued>map(Queued.AlreadyThere::new)
                    .orElseGet(() -> add(handle, dial, most));
        }
        // What has been done or taken out between the two statements leaves room for another try.
        return before.waiting() >= most ? new Queued.Full(before.waiting()) : add(handle, dial, most);
    }

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

    /** Empty where the number is there or the queue is full. Where two add the same at once the unique index decides. */
    private Optional<DialEntry> insert(Handle handle, NewDial dial, int most) {
        return database.dialect()
                .query(handle, """
                        INSERT INTO dial_queue (agent, campaign_id, dial_number, shown_number, lead_id, preview, focus, at_once,
                            caller_id_number, caller_id_name, source, request, facts, state, queued_ms, changed_ms)
                        SELECT :agent, :campaign, :number, :shown, CAST(:lead AS BIGINT), :preview, :focus, :atOnce, :callerNumber,
                            :callerName, :source, :request, :facts, 'QUEUED', :now, :now
                        WHERE (SELECT count(*) FROM dial_queue
                            WHERE agent = :agent AND state = 'QUEUED' AND state <> 'DONE') < :most
                        ON CONFLICT (agent, dial_number) WHERE state <> 'DONE' DO NOTHING RETURNING dial_id, queued_ms""")
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
                .bind("most", most)
                .map((row, _) -> {
                    Instant queued = Columns.instant(row, "queued_ms");
                    return new DialEntry(
                            row.getLong("dial_id"), dial, DialEntry.State.QUEUED, 0, "", "", queued, queued);
                })
                .findOne();
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
        return database.write(
                handle -> claim(handle, lease, """
                        (SELECT dial_id FROM dial_queue WHERE agent = :agent AND state = 'QUEUED'
                            AND state <> 'DONE' AND preview = FALSE AND EXISTS (SELECT 1 FROM held)
                            ORDER BY dial_id LIMIT 1""" + database.dialect().skipTaken() + ")")
                        .map((row, _) -> entry(row))
                        .findOne());
    }

    @Override
    public Optional<DialEntry> claim(long id, Lease lease) {
        return database.write(handle -> claim(handle, lease, ":id")
                .bind("id", id)
                .map((row, _) -> entry(row))
                .findOne());
    }

    /**
     * Claims in one statement while the lease is the agent's and has not run out. The session's row stays as it is until the unit of work ends,
     * so that a takeover comes either before this or after all of it.
     *
     * @param which an expression for the entry's id
     */
    private Query claim(Handle handle, Lease lease, String which) {
        return database.dialect()
                .query(
                        handle,
                        """
                        WITH held AS (SELECT agent FROM agent_sessions
                            WHERE agent = :agent AND node = :node AND fence = :fence AND lease_until_ms > :now"""
                                + database.dialect().holdRow()
                                + ") UPDATE dial_queue SET state = 'CLAIMED', fence = :fence, changed_ms = :now"
                                + " WHERE dial_id = " + which
                                + " AND agent = :agent AND state = 'QUEUED' AND EXISTS (SELECT 1 FROM held) RETURNING *")
                .bind("agent", lease.agent())
                .bind("node", lease.node())
                .bind("fence", lease.fence());
    }

    /** What the owner knows is true even if somebody already doubted it, unless a person has decided meanwhile: then the fence is gone. */
    @Override
    public boolean dialled(long id, Lease lease, String call) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE dial_queue SET state = 'DIALLED', call_id = :call, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence AND state IN ('CLAIMED', 'IN_DOUBT')""")
                        .bind("call", call)
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean done(long id, Lease lease, String outcome) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE dial_queue SET state = 'DONE', outcome = :outcome, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence
                                    AND state IN ('CLAIMED', 'DIALLED', 'IN_DOUBT')""")
                        .bind("outcome", outcome)
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean putBack(long id, Lease lease) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE dial_queue SET state = 'QUEUED', fence = 0, changed_ms = :now
                                WHERE dial_id = :id AND agent = :agent AND fence = :fence AND state = 'CLAIMED'""")
                        .bind("id", id)
                        .bind("agent", lease.agent())
                        .bind("fence", lease.fence())
                        .execute())
                == 1;
    }

    @Override
    public boolean remove(long id) {
        return database.write(handle ->
                        database.dialect().update(handle, """
                                UPDATE dial_queue SET state = 'DONE', outcome = 'REMOVED', changed_ms = :now
                                WHERE dial_id = :id AND state = 'QUEUED'""").bind("id", id).execute())
                == 1;
    }

    @Override
    public int removeAll(String agent) {
        return database.write(handle ->
                database.dialect().update(handle, """
                        UPDATE dial_queue SET state = 'DONE', outcome = 'REMOVED', changed_ms = :now
                        WHERE agent = :agent AND state = 'QUEUED' AND state <> 'DONE'""").bind("agent", agent).execute());
    }

    @Override
    public List<DialEntry> doubtAbandoned() {
        return database.write(handle -> database.dialect()
                .query(handle, """
                        UPDATE dial_queue SET state = 'IN_DOUBT', changed_ms = :now
                        WHERE state IN ('CLAIMED', 'DIALLED') AND state <> 'DONE' AND NOT EXISTS (
                            SELECT 1 FROM agent_sessions s WHERE s.agent = dial_queue.agent
                                AND s.fence = dial_queue.fence AND s.lease_until_ms > :now)
                        RETURNING *""")
                .map((row, _) -> entry(row))
                .list());
    }

    @Override
    public boolean resolve(long id, boolean dialAgain) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE dial_queue SET state = :state, outcome = :outcome, fence = 0, changed_ms = :now
                                WHERE dial_id = :id AND state = 'IN_DOUBT'""")
                        .bind("state", dialAgain ? "QUEUED" : "DONE")
                        .bind("outcome", dialAgain ? "" : "LEFT_IN_DOUBT")
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
