package org.offhook.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;

/** ITU-T G.107 and what it makes of a call's counters. */
class CallQualityTest {

    private static MediaStatistics counters(
            long received, long lost, long late, long restored, double jitter, double roundTrip, double sentLoss) {
        return new MediaStatistics(received, received, lost, 0, 0, jitter, 30, roundTrip, late, restored, sentLoss);
    }

    private static CallQuality since(MediaStatistics now) {
        return CallQuality.between(counters(0, 0, 0, 0, 0, -1, -1), now, true);
    }

    @Test
    void theRatingFollowsTheRecommendation() {
        // G.107: with all default values R is 93.2, which means 4.41.
        assertThat(EModel.rating(0, 0, 1)).isCloseTo(93.2, within(0.01));
        assertThat(EModel.opinion(93.2)).isCloseTo(4.41, within(0.01));
        // Annex B's table: 80 is 4.03, 70 is 3.60, 60 is 3.10, 50 is 2.58.
        assertThat(EModel.opinion(80)).isCloseTo(4.03, within(0.01));
        assertThat(EModel.opinion(70)).isCloseTo(3.60, within(0.01));
        assertThat(EModel.opinion(60)).isCloseTo(3.10, within(0.01));
        assertThat(EModel.opinion(50)).isCloseTo(2.58, within(0.01));
        assertThat(EModel.opinion(-5)).isEqualTo(1);
        assertThat(EModel.opinion(120)).isEqualTo(4.5);
        // 5 % of random loss takes 95·5/(5+25.1) from G.711 with concealment.
        assertThat(EModel.rating(50, 5, 1)).isCloseTo(93.2 - 15.78, within(0.01));
        assertThat(EModel.rating(50, 5, 2)).as("in bursts it is worse").isLessThan(EModel.rating(50, 5, 1));
        assertThat(EModel.rating(400, 0, 1)).as("0.4 s one way").isBetween(60.0, 75.0);
    }

    @Test
    void aCleanCallIsGoodAndTroubledByNothing() {
        CallQuality quality = since(counters(250, 0, 0, 0, 2, 10, 0));
        assertThat(quality.opinion()).isGreaterThan(4.35);
        assertThat(quality.trouble()).isEmpty();
        assertThat(quality.lossPercent()).isZero();
    }

    @Test
    void whatWasLostAndNotRestoredIsToldWithItsLikelyCause() {
        CallQuality lost = since(counters(238, 12, 0, 0, 2, 10, 0));
        assertThat(lost.lossPercent()).isCloseTo(4.8, within(0.01));
        assertThat(lost.trouble()).contains(ErrorCode.SPEECH_LOST_COMING);
        CallQuality restored = since(counters(238, 12, 0, 11 * 160, 2, 10, 0));
        assertThat(restored.trouble()).isEmpty();
        assertThat(restored.opinion()).isGreaterThan(lost.opinion());
        assertThat(since(counters(250, 0, 12, 0, 2, 10, 0)).trouble())
                .as("what comes too late is not heard either")
                .contains(ErrorCode.SPEECH_LOST_COMING);
        assertThat(since(counters(250, 0, 0, 0, 2, 10, 6)).trouble()).contains(ErrorCode.SPEECH_LOST_GOING);
        assertThat(since(counters(250, 0, 0, 0, 80, 10, 0)).trouble()).contains(ErrorCode.NETWORK_UNSTEADY);
        assertThat(since(counters(250, 0, 0, 0, 2, 700, 0)).trouble()).contains(ErrorCode.NETWORK_SLOW);
    }

    @Test
    void silenceFromTheFarEndIsTroubleUnlessSomebodyHolds() {
        MediaStatistics before = counters(250, 0, 0, 0, 2, 10, 0);
        MediaStatistics now = new MediaStatistics(500, 250, 0, 0, 0, 2, 30, 10, 0, 0, 0);
        assertThat(CallQuality.between(before, now, true).trouble()).contains(ErrorCode.NOTHING_HEARD);
        assertThat(CallQuality.between(before, now, false).trouble()).isEmpty();
    }
}
