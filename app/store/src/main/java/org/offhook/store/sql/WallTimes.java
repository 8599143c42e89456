package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.store.StoreException.StoreDamaged;

/** Reading what the clock on the wall was to show. */
final class WallTimes {
    private WallTimes() {}

    /**
     * Sets every row's instant to what wall time and zone say now.
     *
     * @param select gives id, local_time, time_zone and due_ms
     * @param update takes id and due
     */
    static int rezone(Handle handle, String select, String update) {
        List<Moved> moved = handle
                .createQuery(select)
                .map((row, _) -> new Moved(
                        row.getLong("id"),
                        row.getLong("due_ms"),
                        of(row).instant().toEpochMilli()))
                .stream()
                .filter(row -> row.wasMillis() != row.isMillis())
                .toList();
        moved.forEach(row -> handle.createUpdate(update)
                .bind("due", row.isMillis())
                .bind("id", row.id())
                .execute());
        return moved.size();
    }

    private record Moved(long id, long wasMillis, long isMillis) {}

    static WallTime of(ResultSet row) throws SQLException {
        try {
            return new WallTime(
                    LocalDateTime.parse(row.getString("local_time")), ZoneId.of(row.getString("time_zone")));
        } catch (DateTimeException e) {
            throw new StoreDamaged("a stored time cannot be read", e);
        }
    }
}
