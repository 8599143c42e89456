package org.offhook.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.offhook.campaign.store.StoreException.OutcomeUnknown;
import org.offhook.campaign.store.StoreException.StoreClosed;
import org.offhook.store.database.Dialect;
import org.offhook.store.database.Migrations;
import org.offhook.store.database.OpenDatabase;
import org.offhook.store.database.SharedReads;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that several nodes share. */
public final class PostgresDatabase implements OpenDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES_WHEN_ASKED = 10;

    private final PostgresDialect dialect;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final SharedReads together = new SharedReads();
    private volatile boolean closed;

    /**
     * Connects and brings the schema up to date.
     *
     * @param url {@code jdbc:postgresql:…}
     * @param clock instead of the server's, for tests
     * @param connections at most; each costs the server about a megabyte
     */
    public PostgresDatabase(String url, String user, String password, Optional<InstantSource> clock, int connections) {
        this.dialect = new PostgresDialect(clock);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout((int) PATIENCE.toSeconds());
        source.setSocketTimeout(30);
        source.setTcpKeepAlive(true);
        source.setApplicationName("offhook");
        // Every statement finds its rows by an index whatever it is asked for, so one plan serves; planning anew costs
        // more
        // than most of them take.
        // A unit of work that hangs must hold neither rows nor old row versions for long.
        source.setOptions("-c idle_in_transaction_session_timeout=30s -c lock_timeout=10s -c synchronous_commit=on"
                + " -c plan_cache_mode=force_generic_plan");
        try {
            source.getConnection().close(); // says what is wrong before the migrations wrap it
            Migrations.apply(source, dialect);
        } catch (SQLException e) {
            throw PostgresFaults.of(e);
        } catch (RuntimeException e) {
            throw PostgresFaults.of(e);
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-postgres");
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return retried(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    @Override
    public <T> T readTogether(Object key, Function<Handle, T> work) {
        return together.read(key, () -> read(work));
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return retried(() -> {
            try (Handle handle = jdbi.open()) {
                return committed(handle, work);
            }
        });
    }

    private static <T> T committed(Handle handle, Function<Handle, T> work) {
        Connection connection = handle.getConnection();
        try {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.apply(handle);
            } catch (RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
            commit(connection);
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (PostgresFaults.isConnectionLoss(e)) {
                throw new OutcomeUnknown(e); // never tried again here: it may have been kept
            }
            throw e;
        }
    }

    private static void rollback(Connection connection, Throwable because) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            because.addSuppressed(e); // the connection is gone, and the unit of work with it
        }
    }

    /** A SQLException on its way through code that declares none. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super(cause);
        }
    }

    private interface Attempt<T> {
        T run();
    }

    /**
     * Runs again what was certainly not kept: on a fresh connection once when the old one had died, and as often as the database
     * asks for it after deadlocks.
     */
    private <T> T retried(Attempt<T> attempt) {
        boolean reconnected = false;
        for (int asked = 0; ; ) {
            if (closed) {
                throw new StoreClosed();
            }
            try {
                return attempt.run();
            } catch (RuntimeException e) {
                SQLException sql = PostgresFaults.sqlCause(e);
                if (sql == null) {
                    throw e;
                }
                if (PostgresFaults.asksAgain(sql) && ++asked < TRIES_WHEN_ASKED) {
                    continue;
                }
                if (PostgresFaults.isConnectionLoss(sql) && !reconnected) {
                    reconnected = true;
                    pool.getHikariPoolMXBean().softEvictConnections(); // what killed one has killed the idle ones too
                    continue;
                }
                throw PostgresFaults.of(sql);
            }
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
    }
}
