package org.offhook.desktop.vtiger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.agent.dial.VtigerPort.Activity;
import org.offhook.desktop.settings.VtigerSettings;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** Vtiger's tables in a real PostgreSQL. */
class VtigerDatabaseTest {
    @TempDir
    Path folder;

    private final List<String> shown = new ArrayList<>();

    private VtigerPort vtiger(String url, String user, Path password) {
        return Vtiger.of(
                new VtigerSettings(
                        Optional.empty(), Optional.of(url), user, Optional.of(password), Duration.ofSeconds(5)),
                new Vtiger.Faults() {
                    @Override
                    public void silent(String why) {
                        shown.add(why);
                    }

                    @Override
                    public void answers() {}
                });
    }

    @Test
    void findsTheTelephoneOfTheAccountThatTheEventIsRelatedTo() throws Exception {
        try (PostgresPeer peer = PostgresPeer.start()) {
            StoreAddress.PostgresServer address = (StoreAddress.PostgresServer) peer.newDatabase();
            String secret = address.password().reveal();
            Path password = Files.writeString(folder.resolve("password"), secret);
            try (Connection connection = DriverManager.getConnection(address.url(), address.user(), secret);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE vtiger_seactivityrel (crmid INT, activityid INT)");
                statement.execute("CREATE TABLE vtiger_account (accountid INT, phone VARCHAR(30))");
                statement.execute("INSERT INTO vtiger_account VALUES (5, ' 7275551212 '), (6, NULL)");
                statement.execute("INSERT INTO vtiger_seactivityrel VALUES (5, 4711), (6, 4712)");
            }
            VtigerPort vtiger = vtiger(address.url(), address.user(), password);
            assertThat(vtiger.activity("4711")).contains(new Activity("7275551212", "5"));
            assertThat(vtiger.activity("4712"))
                    .as("an account without a number")
                    .isEmpty();
            assertThat(vtiger.activity("1")).isEmpty();
            assertThat(vtiger.activity("9".repeat(30))).isEmpty();
            assertThat(shown).isEmpty();

            Files.writeString(password, "wrong");
            assertThat(vtiger.activity("4711")).isEmpty();
            assertThat(shown).hasSize(1).first().asString().doesNotContain("wrong");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsShown() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "");
        assertThat(vtiger("jdbc:postgresql://127.0.0.1:1/crm", "u", password).activity("1"))
                .isEmpty();
        assertThat(vtiger("jdbc:nothing://127.0.0.1/crm", "u", password).activity("1"))
                .isEmpty();
        assertThat(shown).hasSize(2);
    }
}
