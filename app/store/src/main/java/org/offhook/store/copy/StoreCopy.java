package org.offhook.store.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException.RuleViolation;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.store.database.Database;

/**
 * Copies all of one store into another, empty one, and compares both row by row before anything is kept: the copy is whole or not there.
 * While it runs nobody writes to the source. Rows go through in runs, so memory stays the same however many there are.
 */
public final class StoreCopy {
    /** In an order in which what is referred to comes first. */
    private static final List<Table> TABLES = List.of(
            new Table("user_groups", ""),
            new Table("users", ""),
            new Table("campaigns", ""),
            new Table("pause_codes", ""),
            new Table("dispositions", ""),
            new Table("group_aliases", ""),
            new Table("lists", ""),
            new Table("list_fields", ""),
            new Table("leads", ""),
            new Table("dnc_numbers", ""),
            new Table("callbacks", "callback_id"),
            new Table("call_log", "record_id"),
            new Table("agent_sessions", ""),
            new Table("dial_queue", "dial_id"),
            new Table("future_calls", "schedule_id"),
            new Table("api_tokens", "token_id"),
            new Table("outbox", "notice_id"),
            new Table("idempotency_keys", ""),
            new Table("wrap_ups", ""));

    private static final int RUN = 1_000;

    /** @param id column whose values the database gives out, or empty */
    private record Table(String name, String id) {}

    private StoreCopy() {}

    /**
     * Copies and verifies.
     *
     * @param progress told after each table
     * @return what was copied, table by table
     * @throws RuleViolation when the target holds anything
     * @throws StoreDamaged when what arrived is not what was sent; nothing is kept then
     */
    public static List<CopiedTable> copy(Database from, Database to, Consumer<CopiedTable> progress) {
        return from.write(source -> to.write(target -> copy(source, target, to, progress)));
    }

    private static List<CopiedTable> copy(Handle source, Handle target, Database to, Consumer<CopiedTable> progress) {
        try {
            refuseUnlessEmpty(target);
            List<CopiedTable> copied = new ArrayList<>();
            for (Table table : TABLES) {
                TableDigest sent = copyRows(source.getConnection(), target.getConnection(), table.name());
                TableDigest arrived = read(target.getConnection(), table.name(), _ -> {});
                if (!sent.equalsOf(arrived)) {
                    throw new StoreDamaged("the copy of " + table.name() + " is not what was sent", null);
                }
                if (!table.id().isEmpty()) {
                    to.dialect().idsFrom(target, table.name(), table.id());
                }
                CopiedTable done = new CopiedTable(table.name(), sent.rows());
                copied.add(done);
                progress.accept(done);
            }
            long lastLead = source.createQuery("SELECT coalesce(max(lead_id), 0) FROM leads")
                    .mapTo(Long.class)
                    .one();
            to.dialect().leadIdsFrom(target, lastLead + 1);
            return copied;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** A new store holds list 999 and nothing else. */
    private static void refuseUnlessEmpty(Handle target) {
        for (Table table : TABLES) {
            long rows = target.createQuery("SELECT count(*) FROM " + table.name()
                            + (table.name().equals("lists") ? " WHERE list_id <> 999" : ""))
                    .mapTo(Long.class)
                    .one();
            if (rows > 0) {
                throw new RuleViolation("the target is not empty: " + table.name(), null);
            }
        }
        target.createUpdate("DELETE FROM lists").execute(); // list 999 comes with the others
    }

    private static TableDigest copyRows(Connection source, Connection target, String table) throws SQLException {
        List<String> columns = columns(target, table);
        boolean[] truth = truthColumns(target, table);
        String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement into = target.prepareStatement(insert)) {
            long[] pending = {0};
            TableDigest sent =
                    read(source, "(SELECT " + String.join(", ", columns) + " FROM " + table + ") AS t", row -> {
                        for (int i = 0; i < row.length; i++) {
                            Object value = row[i];
                            into.setObject(
                                    i + 1,
                                    truth[i] && value instanceof Number number ? number.longValue() != 0 : value);
                        }
                        into.addBatch();
                        if (++pending[0] % RUN == 0) {
                            into.executeBatch();
                        }
                    });
            into.executeBatch();
            return sent;
        }
    }

    private interface RowTaker {
        void take(@Nullable Object[] row) throws SQLException;
    }

    /** Reads all rows a run at a time. Truth values count as 0 and 1, whole numbers as such, whatever the database calls them. */
    private static TableDigest read(Connection connection, String table, RowTaker taker) throws SQLException {
        TableDigest digest = new TableDigest();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(RUN);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = plain(rows.getObject(i + 1));
                    }
                    digest.row(row);
                    taker.take(row);
                }
            }
        }
        return digest;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth ? 1L : 0L;
            case Number number -> number.longValue();
            default -> value;
        };
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData about = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnName(i));
            }
            return columns;
        }
    }

    private static boolean[] truthColumns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData about = none.getMetaData();
            boolean[] truth = new boolean[about.getColumnCount()];
            for (int i = 0; i < truth.length; i++) {
                int type = about.getColumnType(i + 1);
                truth[i] = type == Types.BIT || type == Types.BOOLEAN;
            }
            return truth;
        }
    }
}
