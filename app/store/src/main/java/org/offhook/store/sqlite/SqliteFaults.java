package org.offhook.store.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StoreException.RuleViolation;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.campaign.store.StoreException.StoreFault;
import org.offhook.campaign.store.StoreException.StoreFull;
import org.offhook.campaign.store.StoreException.StoreReadOnly;
import org.offhook.campaign.store.StoreException.StoreUnreachable;
import org.offhook.campaign.store.StoreException.UniqueViolation;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes (sqlite.org/rescode.html) mean for the caller. */
final class SqliteFaults {
    private SqliteFaults() {}

    /** The failure as the store's, or as it is when it came from the work and not from SQLite. */
    static RuntimeException of(RuntimeException failure) {
        SQLException sql = sqlCause(failure);
        return sql == null ? failure : of(sql);
    }

    static StoreException of(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            boolean closed = String.valueOf(failure.getMessage()).contains("closed");
            return closed
                    ? new StoreUnreachable("the connection is closed", failure)
                    : new StoreUnreachable(
                            "no connection: " + failure.getClass().getSimpleName(), failure);
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (code.code & 0xFF) { // the low byte is the primary code
            case 19 -> constraint(code, failure);
            case 13 -> new StoreFull(failure);
            case 8 -> new StoreReadOnly(failure);
            case 5, 6 -> new StoreUnreachable("another program holds the file", failure);
            case 14 -> new StoreUnreachable("the file cannot be opened", failure);
            case 10 -> new StoreUnreachable("the disk does not take or give data", failure);
            case 11, 26 -> new StoreDamaged("the file is damaged or no store", failure);
            default -> new StoreFault("SQLite says " + code.name(), failure);
        };
    }

    private static StoreException constraint(SQLiteErrorCode code, SQLException failure) {
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new UniqueViolation(columns(failure), failure);
            default -> new RuleViolation(columns(failure), failure);
        };
    }

    /** SQLite's text ends in the columns: {@code … UNIQUE constraint failed: users.user_name)}. */
    private static String columns(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int from = message.lastIndexOf("failed");
        return from < 0
                ? "a constraint"
                : message.substring(from).replaceFirst("failed:? ?", "").replace(")", "");
    }

    /** After these SQLite may have given up the whole transaction by itself (sqlite.org/lang_transaction.html §3). */
    static boolean endsTransaction(RuntimeException failure) {
        return sqlCause(failure) instanceof SQLiteException sqlite
                && switch (sqlite.getResultCode().code & 0xFF) {
                    case 13, 10, 7, 5, 9, 11 -> true;
                    default -> false;
                };
    }

    static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException) {
                return null; // judged already
            }
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
