package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.wrapup.UnfinishedWrapUp;
import org.offhook.campaign.wrapup.WrapUpStorePort;
import org.offhook.store.database.Database;

/** Wrap-ups that are not saved yet. */
record SqlWrapUps(Database database) implements WrapUpStorePort {
    @Override
    public void keep(UnfinishedWrapUp wrapUp) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO wrap_ups (agent, call_id, campaign_id, phone_number, name, lead_id, talked_millis, call_end,
                            ended_ms, disposition, note, callback_local, callback_mine)
                        VALUES (:agent, :call, :campaign, :number, :name, :lead, :talked, :end, :ended, :disposition, :note,
                            :callback, :mine)
                        ON CONFLICT (agent, call_id) DO UPDATE SET lead_id = excluded.lead_id, disposition = excluded.disposition,
                            note = excluded.note, callback_local = excluded.callback_local,
                            callback_mine = excluded.callback_mine""")
                .bind("agent", wrapUp.agent())
                .bind("call", wrapUp.call())
                .bind("campaign", wrapUp.campaign())
                .bind("number", wrapUp.number())
                .bind("name", wrapUp.name())
                .bind("lead", Columns.orNull(wrapUp.lead()))
                .bind("talked", wrapUp.talked().toMillis())
                .bind("end", wrapUp.end())
                .bind("ended", wrapUp.endedAt().toEpochMilli())
                .bind("disposition", wrapUp.disposition())
                .bind("note", wrapUp.note())
                .bind(
                        "callback",
                        wrapUp.callbackAt().map(LocalDateTime::toString).orElse(""))
                .bind("mine", wrapUp.callbackMine())
                .execute());
    }

    @Override
    public List<UnfinishedWrapUp> unfinished(String agent) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM wrap_ups WHERE agent = :agent ORDER BY ended_ms, call_id")
                        .bind("agent", agent)
                        .map((row, _) -> wrapUp(row))
                        .list());
    }

    @Override
    public boolean done(String agent, String call) {
        return Updates.one(
                database,
                "DELETE FROM wrap_ups WHERE agent = :agent AND call_id = :call",
                update -> update.bind("agent", agent).bind("call", call));
    }

    private static UnfinishedWrapUp wrapUp(ResultSet row) throws SQLException {
        String callback = Columns.text(row, "callback_local");
        return new UnfinishedWrapUp(
                row.getString("agent"),
                row.getString("call_id"),
                Columns.text(row, "campaign_id"),
                Columns.text(row, "phone_number"),
                Columns.text(row, "name"),
                Columns.maybeLong(row, "lead_id"),
                Columns.duration(row, "talked_millis"),
                Columns.text(row, "call_end"),
                Columns.instant(row, "ended_ms"),
                Columns.text(row, "disposition"),
                Columns.text(row, "note"),
                callback.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(callback)),
                row.getBoolean("callback_mine"));
    }
}
