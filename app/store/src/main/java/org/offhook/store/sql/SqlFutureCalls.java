package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCall.State;
import org.offhook.campaign.schedule.FutureCallRules;
import org.offhook.campaign.schedule.FutureCallStorePort;
import org.offhook.campaign.schedule.LegOneEnd;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.store.database.Database;

/** Future calls. */
record SqlFutureCalls(Database database) implements FutureCallStorePort {
    @Override
    public Added add(NewFutureCall call) {
        return database.write(handle -> insert(handle, call)
                .<Added>map(Added.Scheduled::new)
                .orElseGet(() -> new Added.Duplicate(same(handle, call))));
    }

    private Optional<FutureCall> insert(Handle handle, NewFutureCall call) {
        return handle.createQuery("""
                        INSERT INTO future_calls (organisation, ident, user_name, dial1, dial2, caller_id, local_time, time_zone,
                            ring_limit_millis, more_attempts, retry_millis, state, due_ms, created_ms)
                        VALUES (:organisation, :ident, :user, :dial1, :dial2, :callerId, :local, :zone, :ringLimit, :more, :retry,
                            'WAITING', :due, :now)
                        ON CONFLICT (organisation, ident, dial1, dial2, local_time) WHERE state <> 'CANCELLED' DO NOTHING
                        RETURNING *""")
                .bind("organisation", call.organisation())
                .bind("ident", call.ident())
                .bind("user", call.user())
                .bind("dial1", call.dial1())
                .bind("dial2", call.dial2())
                .bind("callerId", call.callerId())
                .bind("local", call.at().local().toString())
                .bind("zone", call.at().zone().getId())
                .bind("ringLimit", call.ringLimit().toMillis())
                .bind("more", call.moreAttempts())
                .bind("retry", call.retryAfter().toMillis())
                .bind("due", call.at().instant().toEpochMilli())
                .bind("now", database.dialect().nowMillis(handle))
                .map((row, _) -> call(row))
                .findOne();
    }

    private static FutureCall same(Handle handle, NewFutureCall call) {
        return handle.createQuery("""
                        SELECT * FROM future_calls
                        WHERE organisation = :organisation AND ident = :ident AND dial1 = :dial1 AND dial2 = :dial2
                            AND local_time = :local AND state <> 'CANCELLED'""")
                .bind("organisation", call.organisation())
                .bind("ident", call.ident())
                .bind("dial1", call.dial1())
                .bind("dial2", call.dial2())
                .bind("local", call.at().local().toString())
                .map((row, _) -> call(row))
                .one();
    }

    @Override
    public Optional<FutureCall> find(long id) {
        return database.read(handle -> find(handle, id, ""));
    }

    private static Optional<FutureCall> find(Handle handle, long id, String hold) {
        return handle.createQuery("SELECT * FROM future_calls WHERE schedule_id = :id" + hold)
                .bind("id", id)
                .map((row, _) -> call(row))
                .findOne();
    }

    @Override
    public List<FutureCall> of(String organisation, boolean all) {
        String which = all ? "" : " AND state IN ('WAITING', 'CLAIMED', 'IN_DOUBT')";
        return database.read(
                handle -> handle.createQuery("SELECT * FROM future_calls WHERE organisation = :organisation" + which
                                + " ORDER BY due_ms, schedule_id")
                        .bind("organisation", organisation)
                        .map((row, _) -> call(row))
                        .list());
    }

    @Override
    public boolean cancel(long id) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE future_calls SET state = 'CANCELLED' WHERE schedule_id = :id AND state = 'WAITING'")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public List<FutureCall> due(Duration grace, int most) {
        long now = database.read(database.dialect()::nowMillis);
        long latest = now - grace.toMillis();
        List<FutureCall> due = database.read(
                handle -> handle.createQuery("SELECT * FROM future_calls WHERE state = 'WAITING' AND due_ms <= :now"
                                + " ORDER BY due_ms, schedule_id LIMIT :most")
                        .bind("now", now)
                        .bind("most", most)
                        .map((row, _) -> call(row))
                        .list());
        if (due.isEmpty() || due.getFirst().due().toEpochMilli() >= latest) {
            return due; // as a rule: a look writes nothing
        }
        database.write(handle -> handle.createUpdate(
                        "UPDATE future_calls SET state = 'MISSED' WHERE state = 'WAITING' AND due_ms < :latest")
                .bind("latest", latest)
                .execute());
        return due(grace, most);
    }

    @Override
    public Optional<FutureCall> claim(long id, String node, Duration lease) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            return handle.createQuery("""
                            UPDATE future_calls SET state = 'CLAIMED', node = :node, lease_until_ms = :until,
                                attempts = attempts + 1
                            WHERE schedule_id = :id AND state = 'WAITING' AND due_ms <= :now RETURNING *""")
                    .bind("node", node)
                    .bind("until", now + lease.toMillis())
                    .bind("now", now)
                    .bind("id", id)
                    .map((row, _) -> call(row))
                    .findOne();
        });
    }

    @Override
    public List<FutureCall> inDoubt() {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM future_calls WHERE state = 'IN_DOUBT' ORDER BY due_ms, schedule_id")
                .map((row, _) -> call(row))
                .list());
    }

    @Override
    public boolean renew(long id, String node, Duration lease) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE future_calls SET lease_until_ms = :until
                                WHERE schedule_id = :id AND node = :node AND state = 'CLAIMED'""")
                        .bind("until", database.dialect().nowMillis(handle) + lease.toMillis())
                        .bind("id", id)
                        .bind("node", node)
                        .execute())
                == 1;
    }

    @Override
    public boolean ended(long id, String node, LegOneEnd end, String outcome) {
        return database.write(handle -> {
            Optional<FutureCall> held = find(handle, id, database.dialect().holdRow());
            if (held.isEmpty()) {
                return false;
            }
            FutureCall call = held.get();
            Instant now = Instant.ofEpochMilli(database.dialect().nowMillis(handle));
            FutureCallRules.After after = FutureCallRules.after(call.asked(), call.attempts(), end, call.due(), now);
            return handle.createUpdate("""
                                    UPDATE future_calls SET state = :after, due_ms = :due, outcome = :outcome, lease_until_ms = NULL
                                    WHERE schedule_id = :id AND node = :node AND state = 'CLAIMED'""")
                            .bind("after", after.state().name())
                            .bind("due", after.due().toEpochMilli())
                            .bind("outcome", outcome)
                            .bind("id", id)
                            .bind("node", node)
                            .execute()
                    == 1;
        });
    }

    @Override
    public List<FutureCall> doubtExpired() {
        return database.write(handle -> handle.createQuery("""
                        UPDATE future_calls SET state = 'IN_DOUBT', lease_until_ms = NULL
                        WHERE state = 'CLAIMED' AND lease_until_ms <= :now RETURNING *""")
                .bind("now", database.dialect().nowMillis(handle))
                .map((row, _) -> call(row))
                .list());
    }

    @Override
    public List<FutureCall> doubtOwn(String node) {
        return database.write(handle -> handle.createQuery("""
                        UPDATE future_calls SET state = 'IN_DOUBT', lease_until_ms = NULL
                        WHERE state = 'CLAIMED' AND node = :node RETURNING *""")
                .bind("node", node)
                .map((row, _) -> call(row))
                .list());
    }

    @Override
    public boolean resolve(long id, boolean dialAgain) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE future_calls SET state = :after, due_ms = CASE WHEN :again THEN :now ELSE due_ms END
                                WHERE schedule_id = :id AND state = 'IN_DOUBT'""")
                        .bind("after", dialAgain ? State.WAITING.name() : State.DONE.name())
                        .bind("again", dialAgain)
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public int rezone() {
        // After the first attempt the pause between attempts counts, not the wall.
        return database.write(handle ->
                WallTimes.rezone(handle, """
                        SELECT schedule_id AS id, local_time, time_zone, due_ms FROM future_calls
                        WHERE state = 'WAITING' AND attempts = 0""", "UPDATE future_calls SET due_ms = :due WHERE schedule_id = :id"));
    }

    private static FutureCall call(ResultSet row) throws SQLException {
        return new FutureCall(
                row.getLong("schedule_id"),
                new NewFutureCall(
                        row.getString("organisation"),
                        Columns.text(row, "ident"),
                        Columns.text(row, "user_name"),
                        Columns.text(row, "dial1"),
                        Columns.text(row, "dial2"),
                        Columns.text(row, "caller_id"),
                        WallTimes.of(row),
                        Columns.duration(row, "ring_limit_millis"),
                        row.getInt("more_attempts"),
                        Columns.duration(row, "retry_millis")),
                State.valueOf(row.getString("state")),
                Columns.instant(row, "due_ms"),
                row.getInt("attempts"),
                Columns.text(row, "outcome"),
                Columns.instant(row, "created_ms"));
    }
}
