package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Seed;

class DaemonSipTimerTest {

    private static SIPStackTimerTask task(Runnable work) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                work.run();
            }

            @Override
            public Object getThreadHash() {
                return "any";
            }
        };
    }

    @Test
    void aTaskThatFailsStopsNoOther() throws Exception {
        DaemonSipTimer timer = new DaemonSipTimer();
        CountDownLatch ran = new CountDownLatch(1);
        timer.schedule(
                task(() -> {
                    throw new IllegalStateException("one transaction's fault");
                }),
                0);
        timer.schedule(task(ran::countDown), 1);
        assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        timer.stop();
    }

    @Test
    void whatIsAskedAfterTheStopIsRefusedInSilence() {
        DaemonSipTimer timer = new DaemonSipTimer();
        timer.stop();
        assertThat(timer.schedule(task(() -> {}), 1)).isFalse();
        assertThat(timer.scheduleWithFixedDelay(task(() -> {}), 1, 1)).isFalse();
        assertThat(timer.isStarted()).isFalse();
    }

    @Test
    void tasksFallDueTogetherNeverEarlyAndAtMostATenthOfT1Late() {
        long seed = Seed.of("DaemonSipTimerTest");
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long now = random.nextLong();
            long delay = random.nextInt(33_000);
            long late = DaemonSipTimer.onGrid(now, delay) - TimeUnit.MILLISECONDS.toNanos(delay);
            assertThat(late).isBetween(0L, TimeUnit.MILLISECONDS.toNanos(50) - 1);
        }
        long now = 123_456_789_012_345L;
        assertThat(now + DaemonSipTimer.onGrid(now, 500))
                .isEqualTo(now + 7_000_000 + DaemonSipTimer.onGrid(now + 7_000_000, 500));
    }

    @Test
    void aRepeatedTaskThatCancelsItselfRunsOnce() throws Exception {
        DaemonSipTimer timer = new DaemonSipTimer();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch after = new CountDownLatch(3);
        AtomicReference<SIPStackTimerTask> own = new AtomicReference<>();
        SIPStackTimerTask task = task(() -> {
            runs.incrementAndGet();
            timer.cancel(Objects.requireNonNull(own.get()));
        });
        own.set(task);
        timer.scheduleWithFixedDelay(task, 1, 1);
        timer.scheduleWithFixedDelay(task(after::countDown), 5, 5);
        assertThat(after.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(1);
        timer.stop();
    }
}
