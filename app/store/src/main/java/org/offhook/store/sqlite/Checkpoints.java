package org.offhook.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Folds the write-ahead log into the file beside the writer, which would otherwise stand still for a second now and then: a checkpoint
 * writes pages all over the file and waits for the disk. Only the rest that came in meanwhile is folded in between two commits of the
 * writer, because the log starts over only when all of it is in the file (sqlite.org/wal.html, "Checkpoint Starvation").
 */
final class Checkpoints implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** After so many rounds beside the writer the rest is folded in whatever its size: a writer that is faster than the disk has to wait. */
    private static final int ROUNDS = 3;

    private final Connection connection;
    private final GroupCommit writer;
    private final int pages;
    private final Thread thread;
    private volatile boolean closing;

    private record Log(int pages, int folded) {
        int waiting() {
            return pages - folded;
        }
    }

    /**
     * Begins to watch the log.
     *
     * @param source opens the same file as the writer's, not read-only
     * @param pages the log is folded in when so many pages wait
     */
    Checkpoints(DataSource source, GroupCommit writer, int pages) throws SQLException {
        this.connection = source.getConnection();
        this.writer = writer;
        this.pages = pages;
        this.thread = Thread.ofPlatform().name("store-checkpoint").daemon(true).unstarted(this::loop);
        thread.start();
    }

    private void loop() {
        long seen = -1; // the first look is at what a killed process left
        while (!closing) {
            long now = writer.commits();
            if (now != seen) {
                seen = now;
                foldIfLong();
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private void foldIfLong() {
        try {
            Log log = checkpoint(connection, "NOOP"); // only looks
            if (log.waiting() < pages) {
                return;
            }
            for (int i = 0; i < ROUNDS && log.waiting() > pages / 16 && !closing; i++) {
                log = checkpoint(connection, "PASSIVE");
                log = checkpoint(connection, "NOOP");
            }
            writer.between(own -> checkpoint(own, "PASSIVE"));
        } catch (SQLException e) {
            // A full or failing disk: the log keeps everything, the writer's own commits say what is wrong, and the
            // next look tries again.
        }
    }

    private static Log checkpoint(Connection on, String mode) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? new Log(row.getInt(2), row.getInt(3)) : new Log(0, 0);
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(10_000);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // nothing is left to lose: what is in the log stays there
        }
    }
}
