package org.offhook.store.sqlite;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * Keeps the statements of each connection of a pool prepared, for as long as the connection lives. They are made on the connection itself: the
 * pool would close what was made on what it lends.
 */
final class ReadersStatements implements StatementBuilderFactory {
    private final Map<SQLiteConnection, KeptStatements> kept = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection lent) {
        return new Borrowed(kept);
    }

    /** For the time that a connection is lent. */
    private static final class Borrowed implements StatementBuilder {
        private final Map<SQLiteConnection, KeptStatements> kept;

        Borrowed(Map<SQLiteConnection, KeptStatements> kept) {
            this.kept = kept;
        }

        private KeptStatements of(SQLiteConnection connection) {
            KeptStatements known = kept.get(connection);
            if (known != null) {
                return known;
            }
            kept.keySet().removeIf(Borrowed::isGone); // the pool renews its connections now and then
            return kept.computeIfAbsent(connection, _ -> new KeptStatements());
        }

        private static boolean isGone(SQLiteConnection connection) {
            try {
                return connection.isClosed();
            } catch (SQLException e) {
                return true;
            }
        }

        private static SQLiteConnection itself(Connection lent) throws SQLException {
            return lent.unwrap(SQLiteConnection.class);
        }

        @Override
        public Statement create(Connection lent, StatementContext context) throws SQLException {
            return of(itself(lent)).create(lent, context);
        }

        @Override
        public PreparedStatement create(Connection lent, String text, StatementContext context) throws SQLException {
            SQLiteConnection connection = itself(lent);
            return of(connection).create(connection, text, context);
        }

        @Override
        public CallableStatement createCall(Connection lent, String text, StatementContext context)
                throws SQLException {
            return of(itself(lent)).createCall(lent, text, context);
        }

        @Override
        public void close(Connection lent, String text, Statement statement) throws SQLException {
            of(itself(lent)).close(lent, text, statement);
        }

        @Override
        public void close(Connection lent) {
            // the statements stay with the connection
        }
    }
}
