package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort;
import org.offhook.store.database.Database;

/** Agents' sessions. A row stays after the log-out, so that its fence never falls back. */
record SqlSessions(Database database) implements SessionStorePort {
    @Override
    public Claimed claim(String agent, String node, AgentPosition position, Duration length) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            Optional<Lease> lease = bindPosition(handle.createQuery("""
                                    INSERT INTO agent_sessions (agent, node, fence, lease_until_ms, campaign_id, extension, state,
                                        pause_code, on_break, call_id, lead_id, auto_dial, since_ms, logged_in_ms)
                                    VALUES (:agent, :node, 1, :until, :campaign, :extension, :state, :pauseCode, :onBreak, :call,
                                        :lead, :autoDial, :since, :now)
                                    ON CONFLICT (agent) DO UPDATE SET node = excluded.node, fence = agent_sessions.fence + 1,
                                        lease_until_ms = excluded.lease_until_ms, campaign_id = excluded.campaign_id,
                                        extension = excluded.extension, state = excluded.state, pause_code = excluded.pause_code,
                                        on_break = excluded.on_break, call_id = excluded.call_id, lead_id = excluded.lead_id,
                                        auto_dial = excluded.auto_dial, since_ms = excluded.since_ms,
                                        logged_in_ms = excluded.logged_in_ms
                                    WHERE agent_sessions.node = excluded.node OR agent_sessions.lease_until_ms <= :now
                                    RETURNING fence"""), position)
                    .bind("agent", agent)
                    .bind("node", node)
                    .bind("until", now + length.toMillis())
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()
                    .map(fence -> new Lease(agent, node, fence));
            return lease.<Claimed>map(Claimed.Owned::new).orElseGet(() -> {
                AgentSessionRow other = row(handle, agent, "").orElseThrow();
                return new Claimed.OwnedElsewhere(other.lease().node(), other.leaseUntil());
            });
        });
    }

    private static <S extends SqlStatement<S>> S bindPosition(S statement, AgentPosition position) {
        return statement
                .bind("campaign", position.campaign())
                .bind("extension", position.extension())
                .bind("state", position.state().name())
                .bind("pauseCode", position.pauseCode())
                .bind("onBreak", position.onBreak())
                .bind("call", position.call())
                .bind("lead", position.lead())
                .bind("autoDial", position.autoDial())
                .bind("since", position.since().toEpochMilli());
    }

    @Override
    public List<Lease> renew(Collection<Lease> leases, Duration length) {
        if (leases.isEmpty()) {
            return List.of();
        }
        return database.write(handle -> {
            long until = database.dialect().nowMillis(handle) + length.toMillis();
            return leases.stream()
                    .sorted(Comparator.comparing(Lease::agent)) // no two nodes wait for each other in a circle
                    .filter(lease -> bindLease(
                                            handle.createUpdate("UPDATE agent_sessions SET lease_until_ms = :until"
                                                    + " WHERE agent = :agent AND node = :node AND fence = :fence"
                                                    + " AND lease_until_ms > 0"),
                                            lease)
                                    .bind("until", until)
                                    .execute()
                            == 0)
                    .toList();
        });
    }

    private static <S extends SqlStatement<S>> S bindLease(S statement, Lease lease) {
        return statement.bind("agent", lease.agent()).bind("node", lease.node()).bind("fence", lease.fence());
    }

    @Override
    public boolean publish(Lease lease, AgentPosition position) {
        return database.write(handle -> bindPosition(bindLease(handle.createUpdate("""
                                        UPDATE agent_sessions SET campaign_id = :campaign, extension = :extension, state = :state,
                                            pause_code = :pauseCode, on_break = :onBreak, call_id = :call, lead_id = :lead,
                                            auto_dial = :autoDial, since_ms = :since
                                        WHERE agent = :agent AND node = :node AND fence = :fence AND lease_until_ms > 0"""), lease), position)
                        .execute())
                == 1;
    }

    @Override
    public boolean end(Lease lease) {
        return database.write(handle -> bindLease(
                                handle.createUpdate("UPDATE agent_sessions SET lease_until_ms = 0"
                                        + " WHERE agent = :agent AND node = :node AND fence = :fence"
                                        + " AND lease_until_ms > 0"),
                                lease)
                        .execute())
                == 1;
    }

    @Override
    public Optional<AgentSessionRow> find(String agent) {
        return database.read(handle -> {
            long now = database.dialect().nowMillis(handle);
            return row(handle, agent, "").filter(row -> row.leaseUntil().toEpochMilli() > now);
        });
    }

    @Override
    public Optional<AgentSessionRow> hold(String agent) {
        return database.write(handle -> {
            Optional<AgentSessionRow> held =
                    row(handle, agent, database.dialect().holdRow());
            long now = database.dialect().nowMillis(handle); // after the wait for the row
            return held.filter(row -> row.leaseUntil().toEpochMilli() > now);
        });
    }

    private static Optional<AgentSessionRow> row(Handle handle, String agent, String hold) {
        return handle.createQuery("SELECT * FROM agent_sessions WHERE agent = :agent" + hold)
                .bind("agent", agent)
                .map((row, _) -> session(row))
                .findOne();
    }

    @Override
    public List<AgentSessionRow> live() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM agent_sessions WHERE lease_until_ms > :now ORDER BY agent")
                        .bind("now", database.dialect().nowMillis(handle))
                        .map((row, _) -> session(row))
                        .list());
    }

    /**
     * True while the lease is the agent's and has not run out; the row stays as it is until the unit of work ends, so that a takeover
     * comes either before this or after all of it.
     */
    static boolean holds(Handle handle, Lease lease, long now, String holdRow) {
        return bindLease(
                        handle.createQuery("SELECT lease_until_ms FROM agent_sessions"
                                + " WHERE agent = :agent AND node = :node AND fence = :fence" + holdRow),
                        lease)
                .mapTo(Long.class)
                .findOne()
                .filter(until -> until > now)
                .isPresent();
    }

    private static AgentSessionRow session(ResultSet row) throws SQLException {
        return new AgentSessionRow(
                new Lease(row.getString("agent"), row.getString("node"), row.getLong("fence")),
                new AgentPosition(
                        Columns.text(row, "campaign_id"),
                        Columns.text(row, "extension"),
                        AgentPosition.State.valueOf(row.getString("state")),
                        Columns.text(row, "pause_code"),
                        row.getBoolean("on_break"),
                        Columns.text(row, "call_id"),
                        row.getLong("lead_id"),
                        row.getBoolean("auto_dial"),
                        Columns.instant(row, "since_ms")),
                Columns.instant(row, "lease_until_ms"),
                Columns.instant(row, "logged_in_ms"));
    }
}
