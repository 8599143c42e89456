package org.offhook.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.offhook.campaign.store.StoreException.StoreClosed;
import org.offhook.campaign.store.StoreException.StoreReadOnly;
import org.offhook.campaign.store.StoreException.StoreUnreachable;
import org.offhook.store.database.Dialect;
import org.offhook.store.database.Migrations;
import org.offhook.store.database.OpenDatabase;
import org.offhook.store.database.SharedReads;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** A file: one writer, several readers that never wait for it. */
public final class SqliteDatabase implements OpenDatabase {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int READERS = 4;
    private static final int CACHE_KIB = 32 * 1024;

    /**
     * Small, because every lead writes one page of the index by number, wherever its number belongs. Only a new file gets it; see docs/store.md
     * for what it brings.
     */
    private static final int PAGE_BYTES = 1_024;

    /** A page of an index that many leads fall into is folded into the file once and not for each of them. */
    private static final int LOG_BYTES_BEFORE_CHECKPOINT = 128 << 20;

    private final SqliteDialect dialect;
    private final Handle writerHandle;
    private final GroupCommit writer;
    private final Checkpoints checkpoints;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final SharedReads together = new SharedReads();
    private volatile boolean closed;

    /**
     * Opens the file, makes it if it is not there, and brings its schema up to date.
     *
     * <p>The writer's connection is open before any other closes and no connection folds the log in by itself, because SQLite does that whenever
     * the last one closes: a log that a killed process left would be written all over a large file before the first request is answered. It stays
     * where it is and {@link Checkpoints} takes care of it (sqlite.org/wal.html, "Automatic Checkpoint").
     *
     * @param mostKib limit of a new file in KiB; 0 for none
     */
    public SqliteDatabase(Path file, InstantSource clock, long mostKib) {
        this.dialect = new SqliteDialect(clock);
        refuseReadOnly(file);
        SQLiteDataSource source = source(file, mostKib, false);
        this.writerHandle = firstConnection(file, source);
        try {
            Migrations.apply(source, dialect);
            this.writer = new GroupCommit(writerHandle, "store-writer");
            this.checkpoints = new Checkpoints(source, writer, LOG_BYTES_BEFORE_CHECKPOINT / pageBytes(writerHandle));
        } catch (SQLException e) {
            writerHandle.close();
            throw SqliteFaults.of(e);
        } catch (RuntimeException e) {
            writerHandle.close();
            throw SqliteFaults.of(e);
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setReadOnly(
                true); // the pool says it to each connection, and SQLite refuses another word than it was opened with
        pool.setDataSource(source(file, 0, true));
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
        pool.setInitializationFailTimeout(-1);
        this.readers = new HikariDataSource(pool);
        this.reading = Jdbi.create(readers);
        this.reading.setStatementBuilderFactory(new ReadersStatements());
    }

    /** SQLite would open such a file and fail at the first write; who opens a store learns it at once. */
    private static void refuseReadOnly(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreUnreachable("the store's folder cannot be made", e);
        }
        if (Files.exists(file) ? !Files.isWritable(file) : folder != null && !Files.isWritable(folder)) {
            throw new StoreReadOnly(new IOException("not writable: " + file.getFileName()));
        }
        makeForOwnerOnly(file);
    }

    /** Password hashes are in it. What SQLite makes beside the file takes the file's rights. */
    private static void makeForOwnerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows: the rights of the user's own folder
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // made by us before, or given by an administrator who knows what rights it wants
        } catch (IOException e) {
            throw new StoreUnreachable("the store's file cannot be made", e);
        }
    }

    /** The writer's, which outlives every other but the readers'. */
    private static Handle firstConnection(Path file, SQLiteDataSource source) {
        try {
            Connection connection = source.getConnection();
            try (Statement statement = connection.createStatement()) {
                if (Files.size(file) == 0) { // afterwards a file keeps the pages it has
                    statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                }
                statement.execute(
                        "PRAGMA journal_mode = WAL"); // is kept in the file: the other connections find it there
                return Jdbi.open(connection).setStatementBuilder(new KeptStatements());
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreUnreachable("the store's file cannot be looked at", e);
        } catch (SQLException e) {
            throw SqliteFaults.of(e);
        } catch (RuntimeException e) {
            throw SqliteFaults.of(e);
        }
    }

    /** A file from before has pages of its own. */
    private static int pageBytes(Handle handle) {
        return handle.createQuery("PRAGMA page_size").mapTo(Integer.class).one();
    }

    private static SQLiteDataSource source(Path file, long mostKib, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setCacheSize(-CACHE_KIB);
        config.setJournalSizeLimit(LOG_BYTES_BEFORE_CHECKPOINT);
        config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0"); // done beside the writer
        if (mostKib > 0) {
            config.setMaxPageCount((int) (mostKib * 1_024 / PAGE_BYTES));
        }
        if (readOnly) {
            config.setReadOnly(true);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        if (closed) {
            throw new StoreClosed();
        }
        try (Handle handle = reading.open()) {
            return work.apply(handle);
        } catch (RuntimeException e) {
            throw SqliteFaults.of(e);
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
        return writer.run(work);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /** Finishes what was begun, folds the log into the file and closes it. */
    @Override
    public void close() {
        closed = true;
        checkpoints.close();
        writer.close();
        readers.close();
        writerHandle.close();
    }
}
