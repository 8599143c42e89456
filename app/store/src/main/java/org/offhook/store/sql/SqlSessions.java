package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.offhook.campaign.session.AgentOnFloor;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort;
import org.offhook.store.database.Database;

/** Agents' sessions. A row stays after the log-out, so that its fence never falls back. */
record SqlSessions(Database database) implements SessionStorePort {
    private static final String SESSION = named(
            "s",
            "agent, node, fence, campaign_id, extension, state, pause_code, on_break, call_id, lead_id, auto_dial, since_ms,"
                    + " lease_until_ms, logged_in_ms");
    private static final String CAMPAIGN = named("c", SqlSetup.CAMPAIGN_COLUMNS);

    /** Each column of a joined table under a name of its own. */
    private static String named(String table, String columns) {
        return Arrays.stream(columns.split(", *"))
                .map(column -> table + "." + column + " AS " + table + "_" + column)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Claimed claim(String agent, String node, AgentPosition position, Duration length) {
        return database.write(handle -> {
            Optional<Lease> lease = bindPosition(database.dialect().query(handle, """
                                    INSERT INTO agent_sessions (agent, node, fence, lease_until_ms, campaign_id, extension, state,
                                        pause_code, on_break, call_id, lead_id, auto_dial, since_ms, logged_in_ms)
                                    VALUES (:agent, :node, 1, :now + :length, :campaign, :extension, :state, :pauseCode, :onBreak, :call,
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
                    .bind("length", length.toMillis())
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
        return database.read(handle -> database.dialect()
                .query(handle, "SELECT * FROM agent_sessions WHERE agent = :agent AND lease_until_ms > :now")
                .bind("agent", agent)
                .map((row, _) -> session(row, ""))
                .findOne());
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
                .map((row, _) -> session(row, ""))
                .findOne();
    }

    @Override
    public List<AgentSessionRow> live() {
        return database.read(handle -> database.dialect()
                .query(handle, "SELECT * FROM agent_sessions WHERE lease_until_ms > :now ORDER BY agent")
                .map((row, _) -> session(row, ""))
                .list());
    }

    private record OnFloor(String agent) {}

    @Override
    public Optional<AgentOnFloor> onFloor(String agent) {
        return database.readTogether(
                new OnFloor(agent),
                handle -> onFloor(handle, "u.user_name = :agent")
                        .bind("agent", agent)
                        .map((row, _) -> onFloor(row))
                        .findOne());
    }

    @Override
    public Optional<AgentOnFloor> onFloorByCustomThree(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return database.read(handle -> onFloor(handle, "u.custom_three = :text")
                .bind("text", text)
                .map((row, _) -> onFloor(row))
                .findOne());
    }

    private Query onFloor(Handle handle, String who) {
        return database.dialect()
                .query(
                        handle,
                        "SELECT u.*, " + SESSION + ", " + CAMPAIGN + " FROM users u"
                                + " LEFT JOIN agent_sessions s ON s.agent = u.user_name AND s.lease_until_ms > :now"
                                + " LEFT JOIN campaigns c ON c.campaign_id = s.campaign_id"
                                + " WHERE u.active = TRUE AND " + who + " ORDER BY u.user_name LIMIT 1");
    }

    private static AgentOnFloor onFloor(ResultSet row) throws SQLException {
        boolean here = row.getString("s_agent") != null;
        boolean known = row.getString("c_campaign_id") != null;
        return new AgentOnFloor(
                SqlUsers.user(row),
                here ? Optional.of(session(row, "s_")) : Optional.empty(),
                known ? Optional.of(SqlSetup.campaign(row, "c_")) : Optional.empty());
    }

    /** @param before what stands before the columns' names */
    private static AgentSessionRow session(ResultSet row, String before) throws SQLException {
        return new AgentSessionRow(
                new Lease(
                        row.getString(before + "agent"), row.getString(before + "node"), row.getLong(before + "fence")),
                new AgentPosition(
                        Columns.text(row, before + "campaign_id"),
                        Columns.text(row, before + "extension"),
                        AgentPosition.State.valueOf(row.getString(before + "state")),
                        Columns.text(row, before + "pause_code"),
                        row.getBoolean(before + "on_break"),
                        Columns.text(row, before + "call_id"),
                        row.getLong(before + "lead_id"),
                        row.getBoolean(before + "auto_dial"),
                        Columns.instant(row, before + "since_ms")),
                Columns.instant(row, before + "lease_until_ms"),
                Columns.instant(row, before + "logged_in_ms"));
    }
}
