package org.offhook.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.CallSummary.Sum;

/** What is kept of a call's sound. */
class CallSummaryTest {
    private static MediaStatistics read(long received, long lost, long concealedSamples, double jitter, double trip) {
        return new MediaStatistics(received, received, lost, 0, concealedSamples, jitter, 20, trip, 0, 0, -1);
    }

    private static final MediaStatistics NONE = read(0, 0, 0, 0, -1);

    @Test
    void aCallIsTheMeanOfItsLooksAndTheWholeOfItsLosses() {
        MediaStatistics clean = read(250, 0, 0, 2, 30);
        MediaStatistics bad = read(450, 50, 4_000, 10, -1);
        CallQuality first = CallQuality.between(NONE, clean, true);
        CallQuality second = CallQuality.between(clean, bad, true);
        CallSummary summary = CallSummary.of(
                Sum.NONE.plus(first).plus(second),
                NONE,
                bad,
                Duration.ofSeconds(10),
                Optional.of(Codec.OPUS),
                SpeechSecurity.DTLS);
        assertThat(summary.rating()).isEqualTo((first.rating() + second.rating()) / 2, within(1e-9));
        assertThat(summary.opinion()).isBetween(second.opinion(), first.opinion());
        assertThat(summary.lossPercent()).isEqualTo(10, within(1e-9));
        assertThat(summary.jitterMillis()).isEqualTo(6, within(1e-9));
        assertThat(summary.roundTripMillis()).as("the last that was known").isEqualTo(30, within(1e-9));
        assertThat(summary.concealedPercent()).as("500 ms of 10 s").isEqualTo(5, within(1e-9));
        assertThat(summary.codec()).contains(Codec.OPUS);
        assertThat(summary.security()).isEqualTo(SpeechSecurity.DTLS);
    }

    @Test
    void aCallTooShortForALookIsOneLook() {
        MediaStatistics end = read(50, 0, 0, 1, -1);
        CallSummary summary =
                CallSummary.of(Sum.NONE, NONE, end, Duration.ofSeconds(1), Optional.empty(), SpeechSecurity.NONE);
        assertThat(summary.opinion()).isGreaterThan(4);
        assertThat(summary.roundTripMillis()).isEqualTo(-1, within(1e-9));
    }
}
