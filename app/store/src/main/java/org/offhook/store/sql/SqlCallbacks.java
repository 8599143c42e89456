package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.callback.CallbackStorePort;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.store.database.Database;

/** Promised calls. */
record SqlCallbacks(Database database) implements CallbackStorePort {
    @Override
    public Callback add(Callback callback) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO callbacks (lead_id, campaign_id, agent, local_time, time_zone, due_ms, comment, state)
                        VALUES (:lead, :campaign, :agent, :local, :zone, :due, :comment, :state) RETURNING *""")
                .bind("lead", callback.lead())
                .bind("campaign", callback.campaign())
                .bind("agent", callback.agent())
                .bind("local", callback.at().local().toString())
                .bind("zone", callback.at().zone().getId())
                .bind("due", callback.at().instant().toEpochMilli())
                .bind("comment", callback.comment())
                .bind("state", callback.state().name())
                .map((row, _) -> callback(row))
                .one());
    }

    @Override
    public Optional<Callback> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM callbacks WHERE callback_id = :id")
                .bind("id", id)
                .map((row, _) -> callback(row))
                .findOne());
    }

    @Override
    public List<Callback> due(String agent, String campaign, Instant until) {
        return waiting(agent, campaign, until.toEpochMilli());
    }

    @Override
    public List<Callback> waiting(String agent, String campaign) {
        return waiting(agent, campaign, Long.MAX_VALUE);
    }

    private List<Callback> waiting(String agent, String campaign, long untilMillis) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM callbacks
                        WHERE state = 'WAITING' AND due_ms <= :until
                            AND (agent = :agent OR (agent = '' AND campaign_id = :campaign))
                        ORDER BY due_ms, callback_id""")
                .bind("until", untilMillis)
                .bind("agent", agent)
                .bind("campaign", campaign)
                .map((row, _) -> callback(row))
                .list());
    }

    @Override
    public boolean end(long id, Callback.State state) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE callbacks SET state = :state WHERE callback_id = :id AND state = 'WAITING'")
                        .bind("state", state.name())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public boolean move(long id, WallTime at) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE callbacks SET local_time = :local, time_zone = :zone, due_ms = :due
                                WHERE callback_id = :id AND state = 'WAITING'""")
                        .bind("local", at.local().toString())
                        .bind("zone", at.zone().getId())
                        .bind("due", at.instant().toEpochMilli())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    @Override
    public int rezone() {
        return database.write(handle -> WallTimes.rezone(
                handle,
                "SELECT callback_id AS id, local_time, time_zone, due_ms FROM callbacks WHERE state = 'WAITING'",
                "UPDATE callbacks SET due_ms = :due WHERE callback_id = :id"));
    }

    private static Callback callback(ResultSet row) throws SQLException {
        return new Callback(
                row.getLong("callback_id"),
                row.getLong("lead_id"),
                Columns.text(row, "campaign_id"),
                Columns.text(row, "agent"),
                WallTimes.of(row),
                Columns.text(row, "comment"),
                Callback.State.valueOf(row.getString("state")));
    }
}
