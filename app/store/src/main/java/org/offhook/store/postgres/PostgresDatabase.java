package org.offhook.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
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

    /** Transactions that several units share, side by side: while one waits for the disk the other runs. */
    private static final int SHARED = 2;

    /** With fewer connections than this each unit of work has a transaction of its own. */
    private static final int FEWEST_WITH_SHARED = 4;

    /** In a shared transaction one unit that waits for a row holds up all the others: soon each goes alone. */
    private static final String SOON = " -c lock_timeout=100ms";

    private static final String PATIENT = " -c lock_timeout=10s";
    /** The shortest that the pool takes. */
    private static final Duration HASTE = Duration.ofMillis(250);

    private final PostgresDialect dialect;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    /** In the order in which they came: the pool itself lets who comes late overtake. */
    private final Semaphore turn;

    private final Optional<HikariDataSource> sharedPool;
    private final Optional<SharedCommits> shared;
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
        PGSimpleDataSource source = source(url, user, password, PATIENT);
        try {
            source.getConnection().close(); // says what is wrong before the migrations wrap it
            Migrations.apply(source, dialect);
        } catch (SQLException e) {
            throw PostgresFaults.of(e);
        } catch (RuntimeException e) {
            throw PostgresFaults.of(e);
        }
        int alone = connections < FEWEST_WITH_SHARED ? connections : connections - SHARED;
        this.pool = pool("store-postgres", source, alone, PATIENCE);
        this.jdbi = Jdbi.create(pool);
        this.turn = new Semaphore(alone, true);
        this.sharedPool = connections < FEWEST_WITH_SHARED
                ? Optional.empty()
                : Optional.of(pool("store-postgres-shared", source(url, user, password, SOON), SHARED, HASTE));
        this.shared = sharedPool.map(Jdbi::create).map(jdbi -> new SharedCommits(new Shared(jdbi), SHARED));
    }

    private static PGSimpleDataSource source(String url, String user, String password, String options) {
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
        // more than most of them take. A unit of work that hangs must hold neither rows nor old row versions for long.
        source.setOptions("-c idle_in_transaction_session_timeout=30s -c synchronous_commit=on"
                + " -c plan_cache_mode=force_generic_plan" + options);
        return source;
    }

    private static HikariDataSource pool(String name, PGSimpleDataSource source, int most, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        // Said, not asked for: a pool whose very first connection breaks at that question never makes a second one
        // (HikariCP 7.1).
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return retried(() -> inTurn(work));
    }

    private <T> T inTurn(Function<Handle, T> work) {
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed(new SQLTransientConnectionException("no connection became free"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new SQLTransientConnectionException("interrupted while waiting for a connection"));
        }
        try (Handle handle = jdbi.open()) {
            return work.apply(handle);
        } finally {
            turn.release();
        }
    }

    @Override
    public <T> T readTogether(Object key, Function<Handle, T> work) {
        return together.read(key, () -> read(work));
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        if (closed) {
            throw new StoreClosed();
        }
        return shared.isPresent() ? shared.get().run(work) : alone(work);
    }

    private <T> T alone(Function<Handle, T> work) {
        return retried(() -> inTurn(handle -> committed(handle, work)));
    }

    /** Transactions of several units. */
    private final class Shared implements SharedCommits.Transactions {
        private final Jdbi jdbi;

        Shared(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        @Override
        public void together(Function<Handle, @Nullable Object> work) {
            try (Handle handle = open()) {
                committed(handle, work);
            }
        }

        private Handle open() {
            try {
                return jdbi.open();
            } catch (RuntimeException e) {
                throw new SharedCommits.NoConnection(e);
            }
        }

        @Override
        public @Nullable RuntimeException told(Throwable failure) {
            return failure instanceof RuntimeException told && PostgresFaults.sqlCause(told) == null ? told : null;
        }

        @Override
        public <T> T alone(Function<Handle, T> work) {
            return PostgresDatabase.this.alone(work);
        }
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
        sharedPool.ifPresent(HikariDataSource::close);
        pool.close();
    }
}
