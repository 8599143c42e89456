package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** PostgreSQL stops in the middle of requests and comes back, or takes no more writes: told clearly, nothing lost, nothing twice. */
@Tag("interop")
class StoreOutageTest extends AllProfilesContract {
    private static final int WRITERS = 4;

    private final PostgresPeer peer = PostgresPeer.start();
    private final StoreAddress address = peer.newDatabase();

    @Override
    protected StoreAddress newAddress() {
        return address;
    }

    @Override
    @AfterEach
    protected void close() {
        super.close();
        peer.close();
    }

    /** What a CRM does that wants its leads kept: the same request under the same key until it is answered. */
    private int addUntilAnswered(String key, String number, AtomicInteger told) {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = post(
                    LEADS,
                    of(
                            "source",
                            "test",
                            "action",
                            "add_lead",
                            "phone_number",
                            number,
                            "list_id",
                            "25062018",
                            "custom_fields",
                            "Y",
                            "CustomerName",
                            "testuser",
                            "idempotency_key",
                            key));
            if (answer.statusCode() == 200 && answer.body().contains("LEAD CREATED SUCCESSFULLY")) {
                return tries;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).containsAnyOf("OH-607", "OH-608", "OH-722");
            told.incrementAndGet();
        }
    }

    @Test
    void aServerThatStopsMidRequestAndComesBackLosesNoLeadAndDoublesNone() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger told = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(100);
        List<String> sent = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int own = writer;
                writers.add(pool.submit(() -> {
                    List<String> answered = new ArrayList<>();
                    for (int i = 0; running.get(); i++) {
                        String number = "72755" + own + (10_000 + i);
                        addUntilAnswered("k-" + own + "-" + i, number, told);
                        answered.add(number);
                        begun.countDown();
                    }
                    return answered;
                }));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            peer.stop();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (told.get() < WRITERS && System.nanoTime() < deadline) {
                Thread.onSpinWait(); // each has a request that the stop cut off or refused
            }
            peer.begin();
            running.set(false);
            for (Future<List<String>> writer : writers) {
                sent.addAll(writer.get(120, TimeUnit.SECONDS));
            }
        }
        assertThat(told.get()).as("callers were told").isPositive();
        List<String> there = new ArrayList<>();
        store.leads().each(LIST, 0, Integer.MAX_VALUE, lead -> there.add(lead.phoneNumber()));
        Set<String> distinct = new HashSet<>(there);
        assertThat(there).as("no lead twice").hasSameSizeAs(distinct);
        assertThat(distinct).as("no lead lost").containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aStoreThatTakesNoWritesSaysSoInEveryProfileAndIsStillRead() throws SQLException {
        loggedIn();
        readOnly(true);
        for (Asked one : functions(1)) {
            HttpResponse<String> answer = post(one.path(), one.parameters());
            assertThat(answer.body()).as(one.name()).contains("OH-606").doesNotContain(one.done());
        }
        assertThat(post(listing().path(), listing().parameters()).body())
                .contains(listing().done());
        assertThat(store.leads().count(LIST)).isZero();
        readOnly(false);
        for (Asked one : functions(2)) {
            assertThat(post(one.path(), one.parameters()).body()).as(one.name()).contains(one.done());
        }
    }

    /** New connections see it, so the old ones are ended; a dead connection is replaced. */
    private void readOnly(boolean on) throws SQLException {
        StoreAddress.PostgresServer server = (StoreAddress.PostgresServer) address;
        String database = server.url().substring(server.url().lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(
                        server.url().replace(database, "postgres"),
                        server.user(),
                        server.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE " + database + " SET default_transaction_read_only = " + (on ? "on" : "off"));
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
        }
    }
}
