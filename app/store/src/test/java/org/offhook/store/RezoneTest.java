package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;

class RezoneTest {
    @TempDir
    Path folder;

    /** A state changes its rules: what was stored under the old ones is an hour off, and the wall clock is what was promised. */
    @Test
    void aChangedTimeZoneRuleMovesTheInstantAndNotThePromise() throws Exception {
        Path file = folder.resolve("dialer.db");
        WallTime at = new WallTime(LocalDateTime.parse("2027-05-01T10:00"), ZoneId.of("Asia/Jerusalem"));
        NewFutureCall asked = new NewFutureCall(
                "acme", "a", "api", "1000", "1001", "", at, Duration.ofSeconds(20), 0, Duration.ofSeconds(60));
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            long call =
                    ((Added.Scheduled) store.futureCalls().add(asked)).call().id();
            store.callbacks().add(new Callback(0, 1, "CAMP", "asha", at, "", Callback.State.WAITING));
            try (Connection underOldRules = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = underOldRules.createStatement()) {
                statement.execute("UPDATE future_calls SET due_ms = due_ms + 3600000");
                statement.execute("UPDATE callbacks SET due_ms = due_ms + 3600000");
            }
            assertThat(store.callbacks().due("asha", "CAMP", at.instant())).isEmpty();

            assertThat(store.futureCalls().rezone()).isEqualTo(1);
            assertThat(store.callbacks().rezone()).isEqualTo(1);

            assertThat(store.futureCalls().find(call).orElseThrow().due()).isEqualTo(at.instant());
            assertThat(store.callbacks().due("asha", "CAMP", at.instant())).hasSize(1);
            assertThat(store.futureCalls().rezone()).isZero();
        }
    }
}
