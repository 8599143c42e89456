package org.offhook.store.sqlite;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of one connection prepared. SQLite's driver compiles the text anew for each use, which takes as long as running most of
 * them does. What is in use is never lent a second time. Used by one thread at a time.
 */
final class KeptStatements implements StatementBuilder {
    private static final int MOST = 128;
    /** A text of many rows is met once. */
    private static final int LONGEST_TEXT = 2_000;

    private final StatementBuilder usual;
    /** Idle ones, the longest unused first. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(MOST, 0.75f, true);

    private final Map<Statement, String> lent = new HashMap<>();

    KeptStatements() {
        this(new DefaultStatementBuilder());
    }

    /** @param usual makes what is not there yet */
    KeptStatements(StatementBuilder usual) {
        this.usual = usual;
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return usual.create(connection, context);
    }

    @Override
    public PreparedStatement create(Connection connection, String text, StatementContext context) throws SQLException {
        if (text.length() > LONGEST_TEXT || isUnusual(context)) {
            return usual.create(connection, text, context);
        }
        PreparedStatement kept = idle.remove(text);
        PreparedStatement statement = kept == null ? usual.create(connection, unguessed(text), context) : kept;
        lent.put(statement, text);
        return statement;
    }

    /**
     * The same with a plus before each parameter, which SQLite leaves as it is ("no-op", sqlite.org/lang_expr.html). The planner looks at the value
     * of a bare parameter, to carry it through joins and to compare it with what an index is for, and whoever binds another value then has the
     * statement compiled anew (sqlite3_db_config, SQLITE_DBCONFIG_ENABLE_QPSG, which the driver cannot set): 171 µs in place of 31 for an agent on
     * the floor. The plans that the statements here need do not hang on any value.
     */
    static String unguessed(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote; // a doubled quote ends one text and begins the next
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                result.append('+');
            }
            result.append(c);
        }
        return result.toString();
    }

    private static boolean isUnusual(StatementContext context) {
        return context.isReturningGeneratedKeys()
                || context.isConcurrentUpdatable()
                || context.getConfig(SqlStatements.class).getQueryTimeout() != null;
    }

    @Override
    public CallableStatement createCall(Connection connection, String text, StatementContext context)
            throws SQLException {
        return usual.createCall(connection, text, context);
    }

    @Override
    public void close(Connection connection, String text, Statement statement) throws SQLException {
        String kept = lent.remove(statement);
        if (kept == null || idle.containsKey(kept) || !isReady((PreparedStatement) statement)) {
            statement.close();
            return;
        }
        idle.put(kept, (PreparedStatement) statement);
        if (idle.size() > MOST) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            PreparedStatement unused = oldest.next();
            oldest.remove();
            unused.close();
        }
    }

    /** A statement that failed is finished by the driver and cannot be used again. */
    private static boolean isReady(PreparedStatement statement) {
        try {
            statement.clearBatch();
            statement.clearParameters();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The handle is closed; the connection goes with it. */
    @Override
    public void close(Connection connection) {
        for (PreparedStatement statement : idle.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // it ends with its connection
            }
        }
        idle.clear();
    }
}
