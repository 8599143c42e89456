package org.offhook.media.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.offhook.media.Eventually;

class TransportTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void pairsStayWithinTheRangeAndNoneIsLeftWhenItIsUsedUp() throws Exception {
        // A range of two pairs somewhere free: found by binding one first.
        int base;
        try (SocketPair free = SocketPair.bind(LOOPBACK, PortRange.ANY)) {
            base = free.rtpPort();
        }
        PortRange range = new PortRange(base, base + 2);
        List<RtpSession> pairs = new ArrayList<>();
        try (RtpReceiver receiver = new RtpReceiver("pooled");
                SessionPool pool = new SessionPool("pool", LOOPBACK, range, receiver, new Random(1))) {
            CompletableFuture<Optional<RtpSession>> one = new CompletableFuture<>();
            pool.whenReady(one::complete);
            pairs.add(one.get(10, TimeUnit.SECONDS).orElseThrow());
            assertThat(pairs.getFirst().rtpPort()).isEqualTo(base);
            assertThatThrownBy(() -> SocketPair.bind(LOOPBACK, range)).isInstanceOf(IOException.class);
            CompletableFuture<Optional<RtpSession>> none = new CompletableFuture<>();
            pool.whenReady(none::complete);
            assertThat(none.get(10, TimeUnit.SECONDS)).isEmpty();
        } finally {
            pairs.forEach(RtpSession::close);
        }
    }

    @Test
    void bothSocketsAskForExpeditedForwarding() throws Exception {
        try (SocketPair pair = SocketPair.bind(LOOPBACK, PortRange.ANY)) {
            assertThat(pair.rtp().getOption(StandardSocketOptions.IP_TOS))
                    .as("RFC 3246")
                    .isEqualTo(46 << 2);
            assertThat(pair.rtcp().getOption(StandardSocketOptions.IP_TOS)).isEqualTo(46 << 2);
        }
    }

    @Test
    void evenPortsOfARangeAreChosenWithTheirNeighbours() {
        PortRange range = new PortRange(16_385, 16_391);
        for (int choice = -5; choice < 20; choice++) {
            assertThat(range.even(choice)).isIn(16_386, 16_388, 16_390);
        }
        assertThatThrownBy(() -> new PortRange(80, 90)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PortRange(5000, 5001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static class Counting implements MediaClock.PacedTask {
        final AtomicInteger ticks = new AtomicInteger();
        final AtomicInteger skipped = new AtomicInteger();

        @Override
        public long tick(long dueNanos) {
            ticks.incrementAndGet();
            return 20_000_000L;
        }

        @Override
        public void skipped(int left) {
            skipped.addAndGet(left);
        }
    }

    @Test
    void framesMissedInALongStallAreSkippedAndAccountedFor() {
        Counting stalled = new Counting() {
            @Override
            public long tick(long dueNanos) {
                if (ticks.get() == 3) {
                    LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
                }
                return super.tick(dueNanos);
            }
        };
        try (MediaClock clock = new MediaClock("stalling")) {
            clock.start(stalled);
            Eventually.holds("skipped", () -> stalled.skipped.get() > 0);
            int after = stalled.ticks.get();
            Eventually.holds("goes on", () -> stalled.ticks.get() > after + 5);
        }
        assertThat(stalled.skipped.get()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aFaultyTaskIsGivenUpAndTheOthersGoOn() {
        Counting good = new Counting();
        try (MediaClock clock = new MediaClock("faulty")) {
            MediaClock.Pace bad = clock.start(new Counting() {
                @Override
                public long tick(long dueNanos) {
                    throw new IllegalStateException("a fault made on purpose by this test");
                }
            });
            clock.start(good);
            Eventually.holds("given up", () -> MediaClock.failed(bad));
            int now = good.ticks.get();
            Eventually.holds("others go on", () -> good.ticks.get() > now + 5);
        }
    }

    @Test
    void aHastenedTaskTicksAtOnceAndAStoppedOneNoMore() {
        Counting slow = new Counting() {
            @Override
            public long tick(long dueNanos) {
                super.tick(dueNanos);
                return Duration.ofHours(1).toNanos();
            }
        };
        try (MediaClock clock = new MediaClock("hastened")) {
            MediaClock.Pace pace = clock.start(slow);
            Eventually.holds("first tick", () -> slow.ticks.get() == 1);
            clock.hasten(pace);
            Eventually.holds("second tick", () -> slow.ticks.get() == 2);
            clock.stop(pace);
            clock.hasten(pace);
            Counting other = new Counting();
            clock.start(other);
            Eventually.holds("the clock lives", () -> other.ticks.get() > 3);
            assertThat(slow.ticks.get()).isEqualTo(2);
        }
    }
}
