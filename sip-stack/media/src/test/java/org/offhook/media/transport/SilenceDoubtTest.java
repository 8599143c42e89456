package org.offhook.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a peer that is heard no more is reason to ask how we look from outside. */
class SilenceDoubtTest {
    private static final long MILLI = 1_000_000L;

    private final SilenceDoubt doubt = new SilenceDoubt();

    /** At which milliseconds it asks, looked at every 10 ms. */
    private List<Long> asked(long fromMillis, long toMillis) {
        List<Long> times = new ArrayList<>();
        for (long at = fromMillis; at < toMillis; at += 10) {
            long now = at;
            doubt.poll(now * MILLI, () -> times.add(now));
        }
        return times;
    }

    @Test
    void asksAfterASecondAndThenEveryTwoForAMinute() {
        doubt.heard(0);
        assertThat(asked(0, 7_000)).containsExactly(1_000L, 3_000L, 5_000L);
        assertThat(asked(7_000, 300_000)).hasSize(27).endsWith(59_000L);
    }

    @Test
    void asksNobodyWhileThePeerIsHeardOrHasNotBeenYet() {
        assertThat(asked(0, 5_000)).as("it may not have begun to speak").isEmpty();
        for (long at = 5_000; at < 8_000; at += 20) {
            doubt.heard(at * MILLI);
            assertThat(asked(at, at + 20)).isEmpty();
        }
    }

    @Test
    void saysWhenItWantsToBeLookedAtAgain() {
        assertThat(doubt.poll(0, () -> {})).isEqualTo(Long.MAX_VALUE);
        doubt.heard(0);
        assertThat(doubt.poll(400 * MILLI, () -> {})).isEqualTo(601);
        assertThat(doubt.poll(70_000 * MILLI, () -> {})).isEqualTo(Long.MAX_VALUE);
    }
}
