package org.offhook.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private final Words words = Words.load(Locale.ENGLISH);

    @Test
    void timersKeepTheirWidthForAnHour() {
        assertThat(TimeText.running(Duration.ZERO)).isEqualTo("00:00");
        assertThat(TimeText.running(Duration.ofSeconds(157))).isEqualTo("02:37");
        assertThat(TimeText.running(Duration.ofSeconds(3599))).isEqualTo("59:59");
        assertThat(TimeText.running(Duration.ofHours(1))).isEqualTo("1:00:00");
        assertThat(TimeText.running(Duration.ofSeconds(-5))).isEqualTo("00:00");
    }

    @Test
    void secondsUntilAreRoundedUp() {
        Instant now = Instant.EPOCH;
        assertThat(TimeText.secondsUntil(now.plusMillis(7001), now)).isEqualTo(8);
        assertThat(TimeText.secondsUntil(now.plusMillis(7000), now)).isEqualTo(7);
        assertThat(TimeText.secondsUntil(now.minusMillis(1), now)).isZero();
    }

    @Test
    void sumsReadAsTheyAreSaid() {
        assertThat(TimeText.total(Duration.ofSeconds(59), words)).isEqualTo("0 min");
        assertThat(TimeText.total(Duration.ofMinutes(18), words)).isEqualTo("18 min");
        assertThat(TimeText.total(Duration.ofMinutes(102), words)).isEqualTo("1 h 42");
        assertThat(TimeText.total(Duration.ofMinutes(61), words)).isEqualTo("1 h 01");
    }

    @Test
    void daysHaveNames() {
        LocalDate today = LocalDate.of(2026, 11, 21);
        assertThat(TimeText.day(today, today, words)).isEqualTo("Today");
        assertThat(TimeText.day(today.minusDays(1), today, words)).isEqualTo("Yesterday");
        assertThat(TimeText.day(today.minusDays(9), today, words)).isEqualTo("12 November");
        assertThat(TimeText.day(today.minusYears(1), today, words)).isEqualTo("21 November 2025");
        assertThat(TimeText.ofDay(Instant.parse("2026-11-21T09:05:59Z"), ZoneOffset.UTC))
                .isEqualTo("09:05");
    }

    @Test
    void howLongAgoIsOneUnit() {
        Instant now = Instant.parse("2026-11-21T09:00:00Z");
        assertThat(TimeText.ago(now.minusSeconds(20), now, words)).isEqualTo("20 s");
        assertThat(TimeText.ago(now.minusSeconds(125), now, words)).isEqualTo("2 min");
        assertThat(TimeText.ago(now.minusSeconds(7300), now, words)).isEqualTo("2 h");
    }

    @Test
    void placeholdersAreFilledWithoutGroupingCommas() {
        assertThat(Words.fill("{0} on {1}", 2101, "pbx")).isEqualTo("2101 on pbx");
        assertThat(Words.fill("{1}{0}", "a", "b")).isEqualTo("ba");
        assertThat(Words.fill("no {", "x")).isEqualTo("no {");
    }
}
