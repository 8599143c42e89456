package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StoreException.OutcomeUnknown;
import org.offhook.campaign.store.StoreException.StoreUnreachable;
import org.offhook.campaign.user.Password;
import org.offhook.store.peer.PostgresPeer;

@Tag("interop")
class PostgresFaultTest {
    @Test
    void aServerThatStopsMidRequestAndComesBackLosesNothingAcknowledged() throws Exception {
        try (PostgresPeer peer = PostgresPeer.start();
                Store store = Store.open(peer.newDatabase())) {
            Set<String> saved = ConcurrentHashMap.newKeySet();
            Map<String, StoreException> refused = new ConcurrentHashMap<>();
            CountDownLatch begun = new CountDownLatch(200);
            AtomicBoolean running = new AtomicBoolean(true);
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writers = java.util.stream.IntStream.range(0, 4)
                        .<Future<?>>mapToObj(writer -> pool.submit(() -> {
                            for (int i = 0; running.get(); i++) {
                                String number = "5" + writer + "0000" + i;
                                try {
                                    store.leads().add(List.of(NewLead.of(999, "1", number)), DuplicateCheck.NONE);
                                    saved.add(number);
                                } catch (StoreException e) {
                                    refused.put(number, e);
                                }
                                begun.countDown();
                            }
                        }))
                        .toList();
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                peer.stop();
                assertThatThrownBy(store::ping).isInstanceOf(StoreUnreachable.class);
                peer.begin();
                store.ping();
                int before = saved.size();
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (saved.size() < before + 50 && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                running.set(false);
                for (Future<?> writer : writers) {
                    writer.get();
                }
                assertThat(saved.size()).as("it goes on by itself").isGreaterThanOrEqualTo(before + 50);
            }

            assertThat(refused.values())
                    .allSatisfy(e -> assertThat(e).isInstanceOfAny(StoreUnreachable.class, OutcomeUnknown.class));
            Set<String> there = ConcurrentHashMap.newKeySet();
            store.leads().each(999, 0, Integer.MAX_VALUE, lead -> there.add(lead.phoneNumber()));
            assertThat(there).as("all that was acknowledged").containsAll(saved);
            refused.forEach((number, e) -> {
                if (e instanceof StoreUnreachable) {
                    assertThat(there).as("what was refused was not kept").doesNotContain(number);
                }
            });
        }
    }

    @Test
    void aServerThatIsNotThereOrKnowsUsNotIsUnreachable() {
        assertThatThrownBy(() ->
                        Store.open(StoreAddress.postgres("jdbc:postgresql://127.0.0.1:1/none", "u", Password.of("p"))))
                .isInstanceOf(StoreUnreachable.class);
        try (PostgresPeer peer = PostgresPeer.start()) {
            StoreAddress.PostgresServer right = (StoreAddress.PostgresServer) peer.newDatabase();
            assertThatThrownBy(() -> Store.open(StoreAddress.postgres(right.url(), "offhook", Password.of("wrong"))))
                    .isInstanceOf(StoreUnreachable.class);
        }
    }

    /** A server that stops while a desk opens its first connections was not spoken to by that desk ever again. */
    @Test
    void aServerThatGoesAwayWithTheVeryFirstConnectionsIsSpokenToOnceItIsBack() throws Exception {
        try (PostgresPeer peer = PostgresPeer.start()) {
            StoreAddress.PostgresServer right = (StoreAddress.PostgresServer) peer.newDatabase();
            Store.open(right).close(); // the schema is there
            int server = URI.create(right.url().substring("jdbc:".length())).getPort();
            try (CutAtAWord way = new CutAtAWord(server, "TRANSACTION ISOLATION LEVEL")) {
                way.cutNext(4);
                String address = right.url().replace(":" + server + "/", ":" + way.port() + "/");
                try (Store store = Store.open(StoreAddress.postgres(address, right.user(), right.password()))) {
                    await(() -> way.cut() >= 2);
                    way.cutNext(0);
                    await(() -> answers(store));
                    store.setup().putGroupAlias(new GroupAlias("north", "North", "08001234567", "", true));
                    assertThat(store.setup().groupAlias("north")).isPresent();
                }
            }
        }
    }

    private static boolean answers(Store store) {
        try {
            store.ping();
            return true;
        } catch (StoreUnreachable e) {
            return false;
        }
    }

    private static void await(BooleanSupplier wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void severalNodesMayBringTheSchemaUpToDateAtOnce() throws Exception {
        try (PostgresPeer peer = PostgresPeer.start()) {
            StoreAddress address = peer.newDatabase();
            List<Integer> lists = LeadContract.together(3, _ -> {
                try (Store store = Store.open(address)) {
                    return store.lists().all().size();
                }
            });
            assertThat(lists).containsExactly(1, 1, 1);
        }
    }
}
