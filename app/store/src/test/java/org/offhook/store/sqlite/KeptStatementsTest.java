package org.offhook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

class KeptStatementsTest {
    private static final String ADD = "INSERT INTO t (x) VALUES (:x)";
    private static final String ALL = "SELECT x FROM t ORDER BY x";

    private final List<String> prepared = new ArrayList<>();
    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite::memory:");
        connection = source.getConnection();
        handle = Jdbi.open(connection).setStatementBuilder(new KeptStatements(new Counting()));
        handle.execute("CREATE TABLE t (x INTEGER UNIQUE)");
        prepared.clear();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    /** Notes what the driver has to compile. */
    private final class Counting extends DefaultStatementBuilder {
        @Override
        public PreparedStatement create(Connection on, String text, StatementContext context) throws SQLException {
            prepared.add(text);
            return super.create(on, text, context);
        }
    }

    private void add(int x) {
        handle.createUpdate(ADD).bind("x", x).execute();
    }

    private List<Integer> all() {
        return handle.createQuery(ALL).mapTo(Integer.class).list();
    }

    @Test
    void aStatementIsCompiledOnceAndAnswersEachTimeForItself() {
        add(1);
        assertThat(all()).containsExactly(1);
        add(2);
        assertThat(all()).containsExactly(1, 2);
        assertThat(prepared).hasSize(2);
    }

    @Test
    void oneInUseIsNotLentASecondTime() {
        add(1);
        add(2);
        List<Integer> seen = new ArrayList<>();
        handle.createQuery(ALL)
                .mapTo(Integer.class)
                .useStream(numbers -> numbers.forEach(x -> {
                    seen.add(x);
                    assertThat(all()).containsExactly(1, 2);
                }));
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void oneThatFailedIsCompiledAnew() {
        add(1);
        assertThatThrownBy(() -> add(1)).isInstanceOf(UnableToExecuteStatementException.class);
        add(2);
        assertThat(all()).containsExactly(1, 2);
    }

    @Test
    void aQueryThatWasLeftEarlyDoesNotGoOnReading() throws SQLException {
        add(1);
        add(2);
        assertThat(handle.createQuery(ALL).mapTo(Integer.class).findFirst()).contains(1);
        connection.setAutoCommit(false);
        handle.execute("DROP TABLE t"); // refused while a statement still reads it
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Test
    void theLongestUnusedGivesWay() {
        for (int i = 0; i < 200; i++) {
            handle.createQuery("SELECT " + i).mapTo(Integer.class).one();
        }
        prepared.clear();
        handle.createQuery("SELECT 199").mapTo(Integer.class).one();
        handle.createQuery("SELECT 0").mapTo(Integer.class).one();
        assertThat(prepared).containsExactly("SELECT 0");
    }

    /** Or another value would have the statement compiled anew. */
    @Test
    void thePlannerSeesNoValueAndTextsStayAsTheyAre() {
        assertThat(KeptStatements.unguessed(
                        "SELECT x, 'why?', \"a?b\", 'it''s ?' FROM t WHERE x = ? AND ? > x LIMIT ?"))
                .isEqualTo("SELECT x, 'why?', \"a?b\", 'it''s ?' FROM t WHERE x = +? AND +? > x LIMIT +?");
    }

    @Test
    void aValueIsOfTheKindItIsWithAPlusBeforeIt() throws SQLException {
        String kinds = "SELECT typeof(:text) || ' ' || typeof(:number) || ' ' || typeof(:bytes) || ' ' || :text";

        assertThat(handle.createQuery(kinds)
                        .bind("text", "007")
                        .bind("number", 7)
                        .bind("bytes", new byte[] {7})
                        .mapTo(String.class)
                        .one())
                .isEqualTo("text integer blob 007");
    }
}
