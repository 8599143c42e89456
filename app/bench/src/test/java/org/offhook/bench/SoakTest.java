package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls in a row through desk, loop, SIP and RTP leave transactions, dialogs, threads, sockets and heap as they were. */
class SoakTest {
    /** A thread of a pool may have come or gone. */
    private static final int THREADS = 2;

    private static final double KILOBYTES_IN_A_THOUSAND_CALLS = 1_024;

    @Test
    @Timeout(300)
    void fiveHundredCallsLeaveNothing() {
        assertNothingLeft(SoakRun.of(500));
    }

    @Test
    @Tag("long")
    @Timeout(3_600)
    void tenThousandCallsLeaveNothing() {
        assertNothingLeft(SoakRun.of(10_000));
    }

    private static void assertNothingLeft(SoakRun.Left left) {
        System.out.println(left.line());
        assertThat(left.threads()).as("threads").isLessThanOrEqualTo(THREADS);
        assertThat(left.sockets()).as("sockets").isLessThanOrEqualTo(0);
        assertThat(left.kilobytesInAThousandCalls()).as("KiB in 1,000 calls").isLessThan(KILOBYTES_IN_A_THOUSAND_CALLS);
    }
}
