package org.offhook.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private final SharedReads reads = new SharedReads();
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();

    private int read() {
        readings.incrementAndGet();
        return stored.get();
    }

    @Test
    void whoAsksWhileItIsBeingReadIsToldWhatIsReadAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> reads.read("user", () -> {
                int old = read();
                begun.countDown();
                mayEnd.join();
                return old;
            }));
            begun.await();
            stored.set(1);
            List<Thread> asking = new ArrayList<>();
            List<Future<Integer>> later = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                later.add(threads.submit(() -> {
                    synchronized (asking) {
                        asking.add(Thread.currentThread());
                    }
                    return reads.read("user", this::read);
                }));
            }
            while (waiting(asking) < 20) {
                Thread.onSpinWait();
            }
            mayEnd.complete(null);

            assertThat(first.get()).isZero();
            for (Future<Integer> one : later) {
                assertThat(one.get()).as("changed before it was asked for").isEqualTo(1);
            }
        }
        assertThat(readings).as("one for the first, one for all the others").hasValue(2);
    }

    private static long waiting(List<Thread> asking) {
        synchronized (asking) {
            return asking.stream()
                    .filter(thread -> thread.getState() == Thread.State.WAITING)
                    .count();
        }
    }

    @Test
    void eachThingIsReadByItselfAndAgainWhenItIsAskedForAgain() {
        assertThat(reads.read("a", this::read)).isZero();
        stored.set(2);
        assertThat(reads.read("a", this::read)).isEqualTo(2);
        assertThat(reads.read("b", () -> reads.read("a", this::read))).isEqualTo(2);
        assertThat(readings).hasValue(3);
    }

    @Test
    void aReadingThatFailedIsNoAnswerForTheNext() {
        assertThatThrownBy(() -> reads.read("a", () -> {
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");
        assertThat(reads.read("a", this::read)).isZero();
    }
}
