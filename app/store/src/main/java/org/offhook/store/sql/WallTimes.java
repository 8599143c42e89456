package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.store.StoreException.StoreDamaged;

/** Reading what the clock on the wall was to show. */
final class WallTimes {
    private WallTimes() {}

    static WallTime of(ResultSet row) throws SQLException {
        try {
            return new WallTime(
                    LocalDateTime.parse(row.getString("local_time")), ZoneId.of(row.getString("time_zone")));
        } catch (DateTimeException e) {
            throw new StoreDamaged("a stored time cannot be read", e);
        }
    }
}
