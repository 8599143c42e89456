package org.offhook.campaign.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.schedule.FutureCall.State;
import org.offhook.campaign.schedule.FutureCallRules.After;

class FutureCallRulesTest {
    private static final Instant DUE = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant NOW = DUE.plusSeconds(30);
    private static final NewFutureCall TWO_MORE = new NewFutureCall(
            "acme",
            "a",
            "api",
            "1000",
            "1001",
            "",
            WallTime.of(DUE, ZoneId.of("Asia/Jerusalem")),
            Duration.ofSeconds(20),
            2,
            Duration.ofSeconds(90));

    @Test
    void anAnswerOrARefusalEndsItWhateverAttemptsAreLeft() {
        assertThat(FutureCallRules.after(TWO_MORE, 1, LegOneEnd.ANSWERED, DUE, NOW))
                .isEqualTo(new After(State.DONE, DUE));
        assertThat(FutureCallRules.after(TWO_MORE, 1, LegOneEnd.REFUSED, DUE, NOW))
                .isEqualTo(new After(State.DONE, DUE));
    }

    @Test
    void noAnswerIsTriedAgainAfterThePauseAsOftenAsAsked() {
        After again = new After(State.WAITING, NOW.plusSeconds(90));
        assertThat(FutureCallRules.after(TWO_MORE, 1, LegOneEnd.NOT_ANSWERED, DUE, NOW))
                .isEqualTo(again);
        assertThat(FutureCallRules.after(TWO_MORE, 2, LegOneEnd.NOT_ANSWERED, DUE, NOW))
                .isEqualTo(again);
        assertThat(FutureCallRules.after(TWO_MORE, 3, LegOneEnd.NOT_ANSWERED, DUE, NOW))
                .isEqualTo(new After(State.EXHAUSTED, DUE));
    }

    @Test
    void theGraceIncludesItsLastMoment() {
        assertThat(FutureCallRules.missed(DUE, DUE.plus(FutureCallRules.GRACE), FutureCallRules.GRACE))
                .isFalse();
        assertThat(FutureCallRules.missed(DUE, DUE.plus(FutureCallRules.GRACE).plusMillis(1), FutureCallRules.GRACE))
                .isTrue();
    }
}
