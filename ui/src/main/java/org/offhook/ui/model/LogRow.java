package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.DispositionChoice;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** A line of the call log as shown: a day's heading or a call. */
public sealed interface LogRow {
    /** A day. */
    record Day(String text) implements LogRow {}

    /**
     * A call.
     *
     * @param id of the call
     * @param who name, or the number; with "Missed" before it when it was
     * @param number grouped, or empty when it stands in {@code who}
     * @param dialled what a redial dials; empty when the caller showed no number
     * @param name for the dock's "Call …"
     * @param result talking time, or how it failed
     * @param outcome what was chosen as its result, else how it ended
     * @param agent who had it, or empty
     * @param line what it was made of
     */
    record Call(
            String id,
            IconName mark,
            String markWord,
            boolean missed,
            String who,
            String number,
            String dialled,
            String name,
            String time,
            String result,
            String outcome,
            String agent,
            LogLine line)
            implements LogRow {}

    /** Which calls to list. */
    enum Filter {
        ALL,
        OUT,
        IN,
        MISSED,
        NOT_ANSWERED,
        WITH_RECORDING
    }

    /** The calls that {@code filter} and {@code search} leave; sorted by time, each day stands under its heading. */
    static List<LogRow> of(
            List<LogLine> calls,
            Filter filter,
            String search,
            LogSort sort,
            AgentSnapshot snapshot,
            Instant now,
            ZoneId zone,
            Words words) {
        LocalDate today = now.atZone(zone).toLocalDate();
        var found = new ArrayList<Call>(calls.size());
        for (LogLine call : calls) {
            if (passes(call, filter) && call.matches(search)) {
                found.add(row(call, snapshot, sort.byTime() ? Optional.empty() : Optional.of(today), zone, words));
            }
        }
        if (!sort.equals(LogSort.NEWEST)) {
            found.sort(sort.order());
        }
        return sort.byTime() ? underDays(found, today, zone, words) : List.copyOf(found);
    }

    private static List<LogRow> underDays(List<Call> calls, LocalDate today, ZoneId zone, Words words) {
        LocalDate heading = LocalDate.MAX;
        var rows = new ArrayList<LogRow>(calls.size() + 4);
        for (Call call : calls) {
            LocalDate day = call.line().at().atZone(zone).toLocalDate();
            if (!day.equals(heading)) {
                rows.add(new Day(TimeText.day(day, today, words)));
                heading = day;
            }
            rows.add(call);
        }
        return List.copyOf(rows);
    }

    private static boolean passes(LogLine call, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case OUT -> call.outgoing();
            case IN -> !call.outgoing();
            case MISSED -> call.missed();
            case NOT_ANSWERED -> call.outgoing() && call.unanswered();
            case WITH_RECORDING -> call.recorded();
        };
    }

    /** @param day today, where no heading says of which day a call is */
    private static Call row(LogLine call, AgentSnapshot snapshot, Optional<LocalDate> day, ZoneId zone, Words words) {
        String name = call.name();
        String number = call.number().isEmpty() ? words.of("call.noNumber") : ShownNumber.of(call.number(), snapshot);
        boolean missed = call.missed();
        String who = name.isEmpty() ? number : name;
        IconName mark;
        if (call.outgoing()) {
            mark = call.unanswered() ? IconName.CALL_MISSED_OUTGOING : IconName.CALL_MADE;
        } else {
            mark = missed ? IconName.CALL_MISSED : IconName.CALL_RECEIVED;
        }
        String ended = words.ofKnown("call.end.", call.cause(), call.cause());
        return new Call(
                call.call(),
                mark,
                words.of("log.mark." + mark.name()),
                missed,
                missed ? words.of("log.missed", who) : who,
                name.isEmpty() ? "" : number,
                call.number(),
                who,
                day.filter(today -> !call.at().atZone(zone).toLocalDate().equals(today))
                        .map(today -> TimeText.shortDate(call.at().atZone(zone).toLocalDate(), today, words))
                        .orElseGet(() -> TimeText.ofDay(call.at(), zone)),
                call.unanswered() ? ended : TimeText.running(call.talked()),
                snapshot.work().dispositions().stream()
                        .filter(choice -> choice.code().equals(call.disposition()))
                        .map(DispositionChoice::name)
                        .findFirst()
                        .orElse(call.disposition().isEmpty() ? ended : call.disposition()),
                call.agent(),
                call);
    }
}
