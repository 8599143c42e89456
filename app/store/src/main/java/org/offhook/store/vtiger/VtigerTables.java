package org.offhook.store.vtiger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Looks into Vtiger's tables, as VICIdial does: the account that an event is related to, and its telephone. A connection for each look: there
 * are few of them, and Vtiger's server is not ours to keep busy. Blocking; safe for use by many threads.
 *
 * @param url for JDBC, without a password
 * @param timeout of the statement; connecting is the driver's, so callers have a limit of their own
 */
public record VtigerTables(String url, Duration timeout) {
    private static final String LOOK = "SELECT a.phone, a.accountid FROM vtiger_seactivityrel r"
            + " JOIN vtiger_account a ON a.accountid = r.crmid WHERE r.activityid = ?";

    /** @param id of the account */
    public record Account(String id, String phone) {
        @Override
        public String toString() {
            return "Account[" + id + "]"; // numbers stay out of logs
        }
    }

    /**
     * The account of an event, if it has a telephone.
     *
     * @param eventId digits
     * @throws IOException when the database does not answer as it should
     */
    public Optional<Account> accountOf(String eventId, String user, String password) throws IOException {
        long id;
        try {
            id = Long.parseLong(eventId);
        } catch (NumberFormatException e) {
            return Optional.empty(); // longer than any id of Vtiger's
        }
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        try (Connection connection = DriverManager.getConnection(url, properties);
                PreparedStatement look = connection.prepareStatement(LOOK)) {
            connection.setReadOnly(true);
            look.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
            look.setMaxRows(1);
            look.setLong(1, id);
            try (ResultSet rows = look.executeQuery()) {
                return rows.next() ? account(rows.getString(1), rows.getString(2)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("Vtiger's database says " + e.getSQLState(), e);
        }
    }

    private static Optional<Account> account(String phone, String id) {
        return phone == null || phone.isBlank() ? Optional.empty() : Optional.of(new Account(id, phone.strip()));
    }
}
