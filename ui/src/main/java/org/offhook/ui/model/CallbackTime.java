package org.offhook.ui.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** When a customer wants to be called: reading what was typed, and what is offered first. */
public final class CallbackTime {
    private static final int HALF_HOUR = 30;
    private static final int EARLIEST = 9;
    private static final int LATEST = 17;

    private CallbackTime() {}

    /** The next working day at about this time, on the half hour. */
    public static LocalDateTime offered(Instant now, ZoneId zone) {
        LocalDateTime there = LocalDateTime.ofInstant(now, zone);
        LocalDate day = there.toLocalDate().plusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        int hour = Math.clamp(there.getHour(), EARLIEST, LATEST);
        int minute = hour != there.getHour() || there.getMinute() < HALF_HOUR ? 0 : HALF_HOUR;
        return day.atTime(hour, minute);
    }

    /** Reads {@code 10:30}, {@code 1030}, {@code 10.30}, {@code 9}; empty when it is no time of day. */
    public static Optional<LocalTime> read(String typed) {
        String text = typed.strip();
        int split = -1;
        var digits = new StringBuilder(4);
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if (split < 0 && ":. h".indexOf(text.charAt(i)) >= 0) {
                split = digits.length();
            } else {
                return Optional.empty();
            }
        }
        if (digits.isEmpty() || digits.length() > 4) {
            return Optional.empty();
        }
        int at = split >= 0 ? split : digits.length() <= 2 ? digits.length() : digits.length() - 2;
        if (at == 0 || at > 2) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(digits.substring(0, at));
        String rest = digits.substring(at);
        int minute = rest.isEmpty() ? 0 : Integer.parseInt(rest);
        return hour < 24 && minute < 60 && rest.length() != 1
                ? Optional.of(LocalTime.of(hour, minute))
                : Optional.empty();
    }

    /** Whether that moment is over where the customer is. */
    public static boolean past(LocalDateTime at, Instant now, ZoneId zone) {
        return !at.atZone(zone).toInstant().isAfter(now);
    }
}
