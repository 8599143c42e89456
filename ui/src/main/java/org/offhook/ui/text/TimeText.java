package org.offhook.ui.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Durations and times of day as the window writes them, with the same width all through an hour. */
public final class TimeText {
    private TimeText() {}

    /** {@code mm:ss}, from one hour {@code h:mm:ss}; a negative duration (a clock was set back) counts as zero. */
    public static String running(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        var out = new StringBuilder(8);
        if (seconds >= 3600) {
            out.append(seconds / 3600).append(':');
        }
        return twoDigits(twoDigits(out, seconds / 60 % 60).append(':'), seconds % 60)
                .toString();
    }

    public static String running(Instant since, Instant now) {
        return running(Duration.between(since, now));
    }

    /** Whole seconds until {@code then}, at least 0, rounded up so that "again in 1 s" is never followed by "in 0 s" for long. */
    public static long secondsUntil(Instant then, Instant now) {
        return Math.max(0, (Duration.between(now, then).toMillis() + 999) / 1000);
    }

    /** {@code hh:mm} of the day. */
    public static String ofDay(Instant at, ZoneId zone) {
        return ofDay(at.atZone(zone).toLocalTime());
    }

    /** {@code hh:mm}. */
    public static String ofDay(LocalTime time) {
        return twoDigits(twoDigits(new StringBuilder(5), time.getHour()).append(':'), time.getMinute())
                .toString();
    }

    /** "today 14:05", "yesterday 16:40", "tomorrow 09:00", "12 Nov 10:05", with the year when it is another one. */
    public static String dayAndTime(Instant at, Instant now, ZoneId zone, Words words) {
        LocalDate day = at.atZone(zone).toLocalDate();
        LocalDate today = now.atZone(zone).toLocalDate();
        String time = ofDay(at, zone);
        if (day.equals(today)) {
            return words.of("when.today", time);
        }
        if (day.equals(today.minusDays(1))) {
            return words.of("when.yesterday", time);
        }
        if (day.equals(today.plusDays(1))) {
            return words.of("when.tomorrow", time);
        }
        return words.of("when.date", shortDate(day, today, words), time);
    }

    /** "12 Nov", with the year when it is another one. */
    public static String shortDate(LocalDate day, LocalDate today, Words words) {
        String month = words.of("monthShort." + day.getMonthValue());
        return day.getYear() == today.getYear()
                ? words.of("day.date", day.getDayOfMonth(), month)
                : words.of("day.dateAndYear", day.getDayOfMonth(), month, day.getYear());
    }

    /** "Tue 24 Nov". */
    public static String weekdayAndDate(LocalDate day, LocalDate today, Words words) {
        return words.of(
                "when.date", words.of("weekday." + day.getDayOfWeek().getValue()), shortDate(day, today, words));
    }

    /** A sum of time for a statistic: "0 min", "18 min", "1 h 42". */
    public static String total(Duration duration, Words words) {
        long minutes = Math.max(0, duration.toMinutes());
        if (minutes < 60) {
            return words.of("time.minutes", minutes);
        }
        var out = new StringBuilder(2);
        return words.of("time.hours", minutes / 60, twoDigits(out, minutes % 60));
    }

    /** How long ago, in one unit: "20 s", "2 min", "3 h". */
    public static String ago(Instant at, Instant now, Words words) {
        long seconds = Math.max(0, Duration.between(at, now).toSeconds());
        if (seconds < 60) {
            return words.of("time.seconds", seconds);
        }
        return seconds < 3600 ? words.of("time.minutes", seconds / 60) : words.of("time.onlyHours", seconds / 3600);
    }

    /** "Today", "Yesterday" or the date, as a heading. */
    public static String day(LocalDate day, LocalDate today, Words words) {
        if (day.equals(today)) {
            return words.of("day.today");
        }
        if (day.equals(today.minusDays(1))) {
            return words.of("day.yesterday");
        }
        String month = words.of("month." + day.getMonthValue());
        return day.getYear() == today.getYear()
                ? words.of("day.date", day.getDayOfMonth(), month)
                : words.of("day.dateAndYear", day.getDayOfMonth(), month, day.getYear());
    }

    private static StringBuilder twoDigits(StringBuilder out, long value) {
        if (value < 10) {
            out.append('0');
        }
        return out.append(value);
    }
}
