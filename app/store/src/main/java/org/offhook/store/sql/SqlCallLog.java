package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallLogStorePort;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.store.database.Database;

/** The call log. */
record SqlCallLog(Database database) implements CallLogStorePort {
    @Override
    public long begin(NewLoggedCall call) {
        return database.write(handle -> handle.createQuery("""
            INSERT INTO call_log (call_id, node, direction, agent, campaign_id, phone_number, name, lead_id, dial_id,
                source, started_ms, account)
            VALUES (:call, :node, :direction, :agent, :campaign, :number, :name, :lead, :dial, :source, :started, :account)
            ON CONFLICT (node, call_id) DO UPDATE SET lead_id = coalesce(call_log.lead_id, excluded.lead_id),
                dial_id = coalesce(call_log.dial_id, excluded.dial_id)
            RETURNING record_id\
            """)
                .bind("call", call.call())
                .bind("node", call.node())
                .bind("direction", call.direction().name())
                .bind("agent", call.agent())
                .bind("campaign", call.campaign())
                .bind("number", call.number())
                .bind("name", call.name())
                .bind("lead", Columns.orNull(call.lead()))
                .bind("dial", Columns.orNull(call.dialEntry()))
                .bind("source", call.source())
                .bind("started", call.startedAt().toEpochMilli())
                .bind("account", call.account())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public boolean answered(long id, Instant at) {
        return change(
                id, "answered_ms = :at", " AND answered_ms IS NULL", update -> update.bind("at", at.toEpochMilli()));
    }

    @Override
    public boolean ended(long id, Instant at, String end, EndedBy by) {
        return change(
                id,
                "ended_ms = :at, end_cause = :end, end_side = :side, end_status = :status, end_code = :code",
                " AND (ended_ms IS NULL OR end_cause = 'INTERRUPTED')",
                update -> update.bind("at", at.toEpochMilli())
                        .bind("end", end)
                        .bind("side", by.side())
                        .bind("status", by.sipStatus())
                        .bind("code", by.code()));
    }

    @Override
    public boolean dispose(long id, String disposition, String comment) {
        return change(
                id,
                "disposition = :disposition, comment = :comment",
                "",
                update -> update.bind("disposition", disposition).bind("comment", comment));
    }

    @Override
    public boolean sounded(long id, LoggedQuality quality) {
        return change(
                id,
                "mos_hundredths = :mos, rating_hundredths = :rating, loss_hundredths = :loss,"
                        + " concealed_hundredths = :concealed, jitter_us = :jitter, round_trip_us = :roundTrip,"
                        + " codec = :codec, security = :security",
                "",
                update -> update.bind("mos", hundredths(quality.opinion()))
                        .bind("rating", hundredths(quality.rating()))
                        .bind("loss", hundredths(quality.lossPercent()))
                        .bind("concealed", hundredths(quality.concealedPercent()))
                        .bind("jitter", micros(quality.jitterMillis()))
                        .bind("roundTrip", quality.roundTripMillis() < 0 ? null : micros(quality.roundTripMillis()))
                        .bind("codec", quality.codec())
                        .bind("security", quality.security()));
    }

    private static Long hundredths(double value) {
        return Math.round(value * 100);
    }

    private static Long micros(double millis) {
        return Math.round(millis * 1_000);
    }

    private static Optional<LoggedQuality> quality(ResultSet row) throws SQLException {
        OptionalLong opinion = Columns.maybeLong(row, "mos_hundredths");
        if (opinion.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong roundTrip = Columns.maybeLong(row, "round_trip_us");
        return Optional.of(new LoggedQuality(
                opinion.getAsLong() / 100.0,
                row.getLong("rating_hundredths") / 100.0,
                row.getLong("loss_hundredths") / 100.0,
                row.getLong("jitter_us") / 1_000.0,
                roundTrip.isPresent() ? roundTrip.getAsLong() / 1_000.0 : -1,
                row.getLong("concealed_hundredths") / 100.0,
                Columns.text(row, "codec"),
                Columns.text(row, "security")));
    }

    @Override
    public boolean recorded(long id, String recording) {
        return change(id, "recording = :recording", "", update -> update.bind("recording", recording));
    }

    /** @param where more than the id; both parts are this class's own text */
    private boolean change(long id, String set, String where, UnaryOperator<Update> bound) {
        return Updates.one(
                database,
                "UPDATE call_log SET " + set + " WHERE record_id = :id" + where,
                update -> bound.apply(update).bind("id", id));
    }

    @Override
    public Optional<CallRecord> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM call_log WHERE record_id = :id")
                .bind("id", id)
                .map((row, _) -> record(row))
                .findOne());
    }

    @Override
    public Optional<CallRecord> findByCall(String node, String call) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM call_log WHERE node = :node AND call_id = :call")
                        .bind("node", node)
                        .bind("call", call)
                        .map((row, _) -> record(row))
                        .findOne());
    }

    @Override
    public List<CallRecord> search(CallLogQuery query) {
        StringBuilder where = new StringBuilder(" WHERE TRUE");
        Map<String, Object> bound = new HashMap<>();
        query.agent().ifPresent(agent -> narrow(where, bound, " AND agent = :agent", "agent", agent));
        query.campaign()
                .ifPresent(campaign -> narrow(where, bound, " AND campaign_id = :campaign", "campaign", campaign));
        query.lead().ifPresent(lead -> narrow(where, bound, " AND lead_id = :lead", "lead", lead));
        query.text().filter(text -> !text.isBlank()).ifPresent(text -> {
            narrow(
                    where,
                    bound,
                    " AND (phone_number LIKE :digits ESCAPE '!' OR lower(name) LIKE lower(:beginning) ESCAPE '!')",
                    "digits",
                    "%" + literally(text.strip()) + "%");
            bound.put("beginning", literally(text.strip()) + "%");
        });
        query.from().ifPresent(from -> narrow(where, bound, " AND started_ms >= :from", "from", from.toEpochMilli()));
        query.until()
                .ifPresent(until -> narrow(where, bound, " AND started_ms < :until", "until", until.toEpochMilli()));
        query.beforeId().ifPresent(id -> narrow(where, bound, " AND record_id < :before", "before", id));
        return database.read(
                handle -> handle.createQuery("SELECT * FROM call_log" + where + " ORDER BY record_id DESC LIMIT :most")
                        .bindMap(bound)
                        .bind("most", query.most())
                        .map((row, _) -> record(row))
                        .list());
    }

    private static void narrow(
            StringBuilder where, Map<String, Object> bound, String condition, String name, Object value) {
        where.append(condition);
        bound.put(name, value);
    }

    /** A text's own % and _ are no wildcards. */
    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public int interrupt(String node, Instant at) {
        return database.write(handle -> handle.createUpdate("""
            UPDATE call_log SET ended_ms = :at, end_cause = 'INTERRUPTED' WHERE node = :node AND ended_ms IS NULL\
            """)
                .bind("at", at.toEpochMilli())
                .bind("node", node)
                .execute());
    }

    private static CallRecord record(ResultSet row) throws SQLException {
        return new CallRecord(
                row.getLong("record_id"),
                new NewLoggedCall(
                        row.getString("call_id"),
                        row.getString("node"),
                        NewLoggedCall.Direction.valueOf(row.getString("direction")),
                        Columns.text(row, "agent"),
                        Columns.text(row, "campaign_id"),
                        Columns.text(row, "phone_number"),
                        Columns.text(row, "name"),
                        Columns.maybeLong(row, "lead_id"),
                        Columns.maybeLong(row, "dial_id"),
                        Columns.text(row, "source"),
                        Columns.instant(row, "started_ms"),
                        Columns.text(row, "account")),
                Columns.maybeInstant(row, "answered_ms"),
                Columns.maybeInstant(row, "ended_ms"),
                Columns.text(row, "end_cause"),
                Columns.text(row, "disposition"),
                Columns.text(row, "comment"),
                Columns.text(row, "recording"),
                quality(row),
                new EndedBy(Columns.text(row, "end_side"), row.getInt("end_status"), Columns.text(row, "end_code")));
    }
}
