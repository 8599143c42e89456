package org.offhook.desktop.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SweepingTest {
    private static final long LIVE = 25L << 20;

    private final AtomicBoolean calm = new AtomicBoolean(true);
    private final AtomicLong pulse = new AtomicLong();
    private final AtomicLong used = new AtomicLong(60L << 20);
    private final AtomicInteger sweeps = new AtomicInteger();
    private final Sweeping sweeping = new Sweeping(new Sweeping.Phone(calm::get, pulse::get), used::get, () -> {
        sweeps.incrementAndGet();
        used.set(LIVE);
    });

    @Test
    void sweepsOnceAfterTheStartButNotBesideACall() {
        calm.set(false);
        assertThat(sweeping.look()).isEqualTo(Sweeping.LOOK_AGAIN);
        assertThat(sweeps).hasValue(0);

        calm.set(true);
        sweeping.look();
        sweeping.look();
        assertThat(sweeps).hasValue(1);
        assertThat(sweeping.hasSwept()).isTrue();
    }

    @Test
    void sweepsWhatManyCallsLeftOnceNothingHasHappenedForAWhile() {
        sweeping.look();
        used.set(LIVE + Sweeping.WORTH_IT);

        pulse.set(7);
        assertThat(sweeping.look()).as("is anything going on?").isEqualTo(Sweeping.REST);
        assertThat(sweeps).hasValue(1);
        assertThat(sweeping.look()).as("nothing was").isEqualTo(Sweeping.LOOK_AGAIN);
        assertThat(sweeps).hasValue(2);
    }

    @Test
    void putsItOffAsLongAsSomethingGoesOn() {
        sweeping.look();
        used.set(LIVE + Sweeping.WORTH_IT);
        for (int i = 0; i < 5; i++) {
            pulse.incrementAndGet();
            assertThat(sweeping.look()).isEqualTo(Sweeping.REST);
        }
        calm.set(false); // a quiet call is a call
        sweeping.look();
        assertThat(sweeps).hasValue(1);
    }

    @Test
    void leavesALittleWhereItIs() {
        sweeping.look();
        used.set(LIVE + Sweeping.WORTH_IT - 1);
        assertThat(sweeping.look()).isEqualTo(Sweeping.LOOK_AGAIN);
        assertThat(sweeping.look()).isEqualTo(Sweeping.LOOK_AGAIN);
        assertThat(sweeps).hasValue(1);
    }
}
