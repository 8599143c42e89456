package org.offhook.desktop.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepingTest {
    @Test
    void waitsUntilNobodyCallsAndThenSweepsOnce() {
        AtomicBoolean calm = new AtomicBoolean(false);
        AtomicInteger sweeps = new AtomicInteger();
        Sweeping sweeping = new Sweeping(calm::get, sweeps::incrementAndGet);

        assertThat(sweeping.swept()).isFalse();
        assertThat(sweeps).hasValue(0);

        calm.set(true);
        assertThat(sweeping.swept()).isTrue();
        assertThat(sweeps).hasValue(1);
    }
}
