package org.offhook.campaign.setup;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a campaign may call, in the called party's own time.
 *
 * @param windows empty means at any time
 */
public record CallingHours(List<Window> windows) {
    public static final CallingHours ALWAYS = new CallingHours(List.of());

    /** From {@code opens} (inclusive) to {@code closes} (exclusive); {@code closes} at midnight is the end of the day. */
    public record Window(DayOfWeek day, LocalTime opens, LocalTime closes) {
        boolean holds(ZonedDateTime there) {
            LocalTime time = there.toLocalTime();
            boolean before = closes.equals(LocalTime.MIDNIGHT) || time.isBefore(closes);
            return there.getDayOfWeek() == day && !time.isBefore(opens) && before;
        }
    }

    public CallingHours {
        windows = List.copyOf(windows);
    }

    /** @param there now, in the called party's time zone */
    public boolean allow(ZonedDateTime there) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.holds(there));
    }

    /** When they open next on this day or the following one; empty when they do not, or are open. */
    public Optional<LocalTime> opensNext(ZonedDateTime there) {
        if (allow(there)) {
            return Optional.empty();
        }
        DayOfWeek today = there.getDayOfWeek();
        return opens(today, there.toLocalTime()).or(() -> opens(today.plus(1), LocalTime.MIN));
    }

    private Optional<LocalTime> opens(DayOfWeek day, LocalTime from) {
        return windows.stream()
                .filter(window -> window.day() == day && !window.opens().isBefore(from))
                .map(Window::opens)
                .min(LocalTime::compareTo);
    }

    /** One line such as {@code MON 09:00-18:00, TUE 09:00-18:00}; empty for at any time. */
    public String text() {
        return String.join(
                ", ",
                windows.stream()
                        .map(w -> w.day().name().substring(0, 3) + " " + w.opens() + "-" + w.closes())
                        .toList());
    }

    /** Reads {@link #text}; empty when it is no such line. */
    public static Optional<CallingHours> parse(String text) {
        List<Window> windows = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Optional<Window> window = window(part.strip().toUpperCase(Locale.ROOT));
            if (window.isEmpty()) {
                return Optional.empty();
            }
            windows.add(window.get());
        }
        return Optional.of(new CallingHours(windows));
    }

    private static Optional<Window> window(String part) {
        String[] dayAndTimes = part.split(" +", 2);
        if (dayAndTimes.length != 2 || dayAndTimes[0].length() != 3) {
            return Optional.empty();
        }
        String[] times = dayAndTimes[1].split("-", 2);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(dayAndTimes[0]) && times.length == 2) {
                return time(times[0]).flatMap(opens -> time(times[1]).map(closes -> new Window(day, opens, closes)));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalTime> time(String text) {
        String bare = text.strip();
        boolean form = bare.length() == 5
                && bare.charAt(2) == ':'
                && bare.replace(":", "").chars().allMatch(c -> c >= '0' && c <= '9');
        if (!form) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(bare.substring(0, 2));
        int minute = Integer.parseInt(bare.substring(3));
        if (hour == 24 && minute == 0) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }
}
