package org.offhook.campaign.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallingHoursTest {
    private static ZonedDateTime at(String local) {
        return ZonedDateTime.parse(local + "+05:30[Asia/Kolkata]");
    }

    @Test
    void allowFromTheOpeningMinuteUntilBeforeTheClosingOne() {
        CallingHours hours =
                CallingHours.parse("MON 09:00-18:00, sat 10:00-24:00").orElseThrow();

        assertThat(hours.allow(at("2026-11-23T08:59:59"))).isFalse();
        assertThat(hours.allow(at("2026-11-23T09:00:00"))).isTrue();
        assertThat(hours.allow(at("2026-11-23T17:59:59"))).isTrue();
        assertThat(hours.allow(at("2026-11-23T18:00:00"))).isFalse();
        assertThat(hours.allow(at("2026-11-24T12:00:00"))).as("a Tuesday").isFalse();
        assertThat(hours.allow(at("2026-11-28T23:59:59"))).as("until midnight").isTrue();
        assertThat(CallingHours.ALWAYS.allow(at("2026-11-22T03:00:00"))).isTrue();
    }

    @Test
    void areReadBackFromTheirText() {
        CallingHours hours =
                CallingHours.parse("MON 09:00-12:00, MON 13:00-18:30").orElseThrow();

        assertThat(CallingHours.parse(hours.text())).contains(hours);
        assertThat(CallingHours.parse("")).contains(CallingHours.ALWAYS);
    }

    @Test
    void areNotReadFromAnythingElse() {
        for (String text :
                List.of("MON", "MON 9-18", "XYZ 09:00-18:00", "MON 09:00", "MON 25:00-26:00", "MON 09:60-10:00", ",")) {
            assertThat(CallingHours.parse(text)).as(text).isEmpty();
        }
    }
}
