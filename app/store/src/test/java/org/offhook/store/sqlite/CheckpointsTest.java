package org.offhook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteDataSource;

class CheckpointsTest {
    private static final int ROWS = 1_000;
    private static final int ROW_BYTES = 4_000;

    @TempDir
    Path folder;

    /** Nobody may write for a long time after a start; the log is read with every lookup meanwhile. */
    @Test
    @Timeout(60)
    void aLongLogThatWasThereAlreadyIsFoldedInWithoutACommit() throws Exception {
        Path file = folder.resolve("t.db");
        SQLiteDataSource source = source(file);
        try (Connection connection = source.getConnection();
                Handle handle = Jdbi.open(connection)) {
            fill(connection);
            long before = Files.size(file);
            try (GroupCommit writer = new GroupCommit(handle, "test-writer");
                    Checkpoints folding = new Checkpoints(source, writer, 100)) {
                assertThat(folding).isNotNull();
                while (Files.size(file) < (long) ROWS * ROW_BYTES) {
                    LockSupport.parkNanos(5_000_000); // a thread of its own does it
                }
                assertThat(Files.size(file)).isGreaterThan(before);
                assertThat(writer.commits()).isZero();
            }
        }
    }

    private static void fill(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x BLOB)");
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                    + ") INSERT INTO t SELECT randomblob(" + ROW_BYTES + ") FROM n");
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
