package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkWatchTest {
    private static final Optional<InetAddress> HOME = Optional.of(InetAddress.ofLiteral("192.0.2.10"));
    private static final Optional<InetAddress> OFFICE = Optional.of(InetAddress.ofLiteral("198.51.100.10"));

    private long wall = 1_000_000;
    private long monotonic = 5_000;
    private final List<Boolean> reports = new ArrayList<>();
    private final NetworkWatch watch = new NetworkWatch(() -> wall, () -> monotonic, reports::add);

    private void pass(long wallMillis, long monotonicMillis) {
        wall += wallMillis;
        monotonic += monotonicMillis;
    }

    @Test
    void ordinarySecondsReportNothing() {
        watch.settle(HOME.orElseThrow());
        for (int i = 0; i < 100; i++) {
            pass(1_000, 1_000);
            watch.look(HOME);
        }
        pass(3_000, 3_000); // a busy machine
        watch.look(HOME);
        assertThat(reports).isEmpty();
    }

    @Test
    void theTimeBeforeTheFirstRegistrationIsNoSleep() {
        pass(60_000, 60_000); // a person reads the first-run page
        watch.settle(HOME.orElseThrow());
        pass(1_000, 1_000);
        watch.look(HOME);
        assertThat(reports).isEmpty();
    }

    @Test
    void sleepIsSeenWhetherTheMonotonicClockStoodStillOrNot() {
        watch.settle(HOME.orElseThrow());
        pass(3_600_000, 1_000);
        watch.look(HOME);
        assertThat(reports).containsExactly(true);
        pass(60_000, 60_000);
        watch.look(HOME);
        assertThat(reports).containsExactly(true, true);
        pass(1_000, 1_000);
        watch.look(HOME);
        assertThat(reports).hasSize(2);
    }

    @Test
    void anotherAddressIsReportedOnce() {
        watch.settle(HOME.orElseThrow());
        pass(1_000, 1_000);
        watch.look(OFFICE);
        pass(1_000, 1_000);
        watch.look(OFFICE);
        assertThat(reports).containsExactly(true);
    }

    @Test
    void cableOutAndIn() {
        watch.settle(HOME.orElseThrow());
        for (int i = 0; i < 5; i++) {
            pass(1_000, 1_000);
            watch.look(Optional.empty());
        }
        pass(1_000, 1_000);
        watch.look(HOME);
        pass(1_000, 1_000);
        watch.look(HOME);
        assertThat(reports).containsExactly(false, true);
    }

    @Test
    void theRoutingTableKnowsOurAddress() {
        assertThat(NetworkWatch.addressTowards(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060)))
                .contains(InetAddress.ofLiteral("127.0.0.1"));
    }
}
