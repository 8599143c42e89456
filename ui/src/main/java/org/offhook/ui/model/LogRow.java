package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offhook.agent.LoggedCall;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** A line of the call log: a day's heading or a call. */
public sealed interface LogRow {
    /** A day. */
    record Day(String text) implements LogRow {}

    /**
     * A call.
     *
     * @param who name, or the number; with "Missed" before it when it was
     * @param number grouped, or empty when it stands in {@code who}
     * @param dialled what a redial dials; empty when the caller showed no number
     * @param name for the dock's "Call …"
     * @param result talking time, or how it failed
     */
    record Call(
            IconName mark,
            String markWord,
            boolean missed,
            String who,
            String number,
            String dialled,
            String name,
            String time,
            String result)
            implements LogRow {}

    /** Which calls to list. */
    enum Filter {
        ALL,
        OUT,
        IN,
        MISSED,
        NOT_ANSWERED
    }

    /** The calls that {@code filter} and {@code search} leave, newest first, each day under its heading. */
    static List<LogRow> of(
            List<LoggedCall> calls, Filter filter, String search, Instant now, ZoneId zone, Words words) {
        LocalDate today = now.atZone(zone).toLocalDate();
        String text = search.strip().toLowerCase(Locale.ROOT);
        String digits = NumberText.dialled(text);
        LocalDate heading = LocalDate.MAX;
        var rows = new ArrayList<LogRow>(calls.size() + 4);
        for (LoggedCall call : calls) {
            if (!passes(call, filter) || !matches(call, text, digits)) {
                continue;
            }
            LocalDate day = call.startedAt().atZone(zone).toLocalDate();
            if (!day.equals(heading)) {
                rows.add(new Day(TimeText.day(day, today, words)));
                heading = day;
            }
            rows.add(row(call, zone, words));
        }
        return List.copyOf(rows);
    }

    private static boolean passes(LoggedCall call, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case OUT -> call.direction() == CallDirection.OUTGOING;
            case IN -> call.direction() == CallDirection.INCOMING;
            case MISSED -> missed(call);
            case NOT_ANSWERED -> call.direction() == CallDirection.OUTGOING && unanswered(call);
        };
    }

    private static boolean matches(LoggedCall call, String text, String digits) {
        return text.isEmpty()
                || call.party().name().toLowerCase(Locale.ROOT).contains(text)
                || (!digits.isEmpty() && call.party().number().contains(digits));
    }

    private static Call row(LoggedCall call, ZoneId zone, Words words) {
        String name = call.party().name();
        String number = call.party().number().isEmpty()
                ? words.of("call.noNumber")
                : NumberText.grouped(call.party().number());
        boolean missed = missed(call);
        String who = name.isEmpty() ? number : name;
        IconName mark;
        if (call.direction() == CallDirection.OUTGOING) {
            mark = unanswered(call) ? IconName.CALL_MISSED_OUTGOING : IconName.CALL_MADE;
        } else {
            mark = missed ? IconName.CALL_MISSED : IconName.CALL_RECEIVED;
        }
        return new Call(
                mark,
                words.of("log.mark." + mark.name()),
                missed,
                missed ? words.of("log.missed", who) : who,
                name.isEmpty() ? "" : number,
                call.party().number(),
                who,
                TimeText.ofDay(call.startedAt(), zone),
                unanswered(call) ? words.callEnd(call.end().cause()) : TimeText.running(call.talked()));
    }

    private static boolean missed(LoggedCall call) {
        return call.direction() == CallDirection.INCOMING
                && unanswered(call)
                && call.end().cause() != Cause.REJECTED
                && call.end().cause() != Cause.ANSWERED_ELSEWHERE;
    }

    private static boolean unanswered(LoggedCall call) {
        return call.talked().isZero() && call.end().cause() != Cause.HUNG_UP;
    }
}
