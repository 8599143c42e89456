package org.offhook.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StoreException.RuleViolation;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.campaign.store.StoreException.StoreFault;
import org.offhook.campaign.store.StoreException.StoreFull;
import org.offhook.campaign.store.StoreException.StoreReadOnly;
import org.offhook.campaign.store.StoreException.StoreUnreachable;
import org.offhook.campaign.store.StoreException.UniqueViolation;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's SQLSTATEs (its manual, appendix A) mean for the caller. */
final class PostgresFaults {
    private PostgresFaults() {}

    /** The failure as the store's, or as it is when it came from the work and not from the database. */
    static RuntimeException of(RuntimeException failure) {
        SQLException sql = sqlCause(failure);
        return sql == null ? failure : of(sql);
    }

    static StoreException of(SQLException failure) {
        String state = state(failure);
        if (isConnectionLoss(failure)) {
            return new StoreUnreachable("PostgreSQL does not answer", failure);
        }
        return switch (state) {
            case "23505" -> new UniqueViolation(constraint(failure), failure);
            case "53100", "53200", "53000" -> new StoreFull(failure);
            case "25006" -> new StoreReadOnly(failure);
            case "28000", "28P01" -> new StoreUnreachable("PostgreSQL does not let this user in", failure);
            case "3D000" -> new StoreUnreachable("PostgreSQL has no database of this name", failure);
            case "42501" -> new StoreUnreachable("PostgreSQL does not let this user do that", failure);
            case "55P03", "57014" -> new StoreUnreachable("PostgreSQL is held up by somebody else", failure);
            case "53300" -> new StoreUnreachable("PostgreSQL has no connection left", failure);
            case "XX001", "XX002" -> new StoreDamaged("PostgreSQL says its data is damaged", failure);
            default ->
                state.startsWith("23") || state.startsWith("22")
                        ? new RuleViolation(constraint(failure), failure)
                        : new StoreFault("PostgreSQL says " + state, failure);
        };
    }

    static boolean isConnectionLoss(SQLException failure) {
        String state = state(failure);
        return failure instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.equals("57P01") // the server is shut down
                || state.equals("57P02")
                || state.equals("57P03"); // it is starting up
    }

    /** Nothing of it was kept, and the database asks to try again. */
    static boolean asksAgain(SQLException failure) {
        String state = state(failure);
        return state.equals("40001") || state.equals("40P01");
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    private static String constraint(SQLException failure) {
        if (failure instanceof PSQLException psql) {
            ServerErrorMessage message = psql.getServerErrorMessage();
            if (message != null && message.getConstraint() != null) {
                return message.getConstraint();
            }
        }
        return "a constraint";
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
