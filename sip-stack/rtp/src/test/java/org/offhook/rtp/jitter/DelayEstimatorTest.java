package org.offhook.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayEstimatorTest {
    private final DelayEstimator delays = new DelayEstimator(8_000);

    private void observe(int packets, java.util.function.IntUnaryOperator lateMillis) {
        delays.anchor(0);
        for (int i = 0; i < packets; i++) {
            delays.observe(8 * lateMillis.applyAsInt(i));
        }
    }

    @Test
    void aNetworkThatIsNeverLateCostsNoWaiting() {
        observe(300, i -> 0);
        assertThat(delays.spread()).isZero();
    }

    @Test
    void boundedJitterIsWaitedForWholly() {
        Random random = new Random(4);
        observe(1_000, i -> random.nextInt(60));
        assertThat(delays.spread() / 8).isBetween(54, 60);
    }

    @Test
    void onePacketInFourHundredThatIsVeryLateIsNotWorthTheWait() {
        observe(1_200, i -> i % 400 == 399 ? 120 : i % 5);
        assertThat(delays.spread() / 8).isLessThanOrEqualTo(6);
    }

    @Test
    void oneInTenThatIsLateIsWaitedFor() {
        observe(1_000, i -> i % 10 == 9 ? 50 : 0);
        assertThat(delays.spread() / 8).isBetween(48, 50);
    }
}
