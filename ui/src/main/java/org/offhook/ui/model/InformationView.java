package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.QueuedDial;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.NumberText.Verdict;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** What the place above the number field tells: who the number is, what is wrong with it, who is next, or the day so far. */
public sealed interface InformationView {
    /**
     * Something about the typed number.
     *
     * @param wrong it cannot be dialled
     * @param there what time it is there, and whether it may be called
     * @param queued the entry of the queue that has it
     * @param promise the callback that can be promised because it may not be called now
     */
    record AboutNumber(
            String title,
            String second,
            boolean wrong,
            CalledPlace there,
            Optional<String> queued,
            Optional<Promise> promise)
            implements InformationView {
        AboutNumber(String title, String second, boolean wrong) {
            this(title, second, wrong, new CalledPlace("", true));
        }

        AboutNumber(String title, String second, boolean wrong, CalledPlace there) {
            this(title, second, wrong, there, Optional.empty(), Optional.empty());
        }

        AboutNumber waiting(String id) {
            return new AboutNumber(title, second, wrong, there, Optional.of(id), promise);
        }

        AboutNumber with(Optional<Promise> offered) {
            return new AboutNumber(title, second, wrong, there, queued, offered);
        }
    }

    /** The oldest number of the queue. */
    record NextInQueue(String place, String who, String number) implements InformationView {}

    /** Figures of the day. */
    record Today(List<Figure> figures) implements InformationView {}

    /** One figure with its word. */
    record Figure(String value, String word) {}

    /** How many calls the log keeps in a snapshot: beyond it the day's count is only known to be at least that. */
    int LOG_LENGTH = 200;

    /** @param known what the store has answered about the typed number */
    static InformationView of(
            AgentSnapshot snapshot, String typed, Optional<KnownNumber> known, Instant now, ZoneId zone, Words words) {
        Verdict verdict = NumberText.verdict(typed);
        return switch (verdict) {
            case HAS_LETTERS -> new AboutNumber(words.of("number.letters"), "", true);
            case TOO_LONG -> new AboutNumber(words.of("number.tooLong", NumberText.MOST_DIGITS), "", true);
            case FEATURE_CODE -> new AboutNumber(words.of("number.feature"), "", false);
            case DIALLABLE ->
                about(snapshot, NumberText.dialled(typed), known, now, zone, words)
                        .with(known.flatMap(it -> Promise.of(NumberText.dialled(typed), it, now, zone)));
            case EMPTY, TOO_SHORT ->
                waiting(snapshot).isEmpty() || snapshot.agent().state() == AgentState.READY
                        ? today(snapshot, now, zone, words)
                        : next(snapshot, words);
        };
    }

    /** Those that are not passed over. */
    private static List<QueuedDial> waiting(AgentSnapshot snapshot) {
        return snapshot.queue().stream().filter(dial -> dial.bar().isEmpty()).toList();
    }

    private static InformationView next(AgentSnapshot snapshot, Words words) {
        QueuedDial first = waiting(snapshot).getFirst();
        String number = ShownNumber.of(first.number(), snapshot);
        boolean named = !first.name().isEmpty();
        return new NextInQueue(
                words.of("queue.next", waiting(snapshot).size()), named ? first.name() : number, named ? number : "");
    }

    private static AboutNumber about(
            AgentSnapshot snapshot, String number, Optional<KnownNumber> known, Instant now, ZoneId zone, Words words) {
        if (NumberText.same(number, snapshot.phone().registration().extension())) {
            return new AboutNumber(words.of("number.own"), "", true);
        }
        if (known.filter(KnownNumber::doNotCall).isPresent()) {
            return new AboutNumber(words.of("number.doNotCall"), "", true);
        }
        int place = 0;
        for (QueuedDial dial : snapshot.queue()) {
            place++;
            if (NumberText.same(dial.number(), number)) {
                String who = dial.name().isEmpty() ? ShownNumber.of(number, snapshot) : dial.name();
                String where = words.of("number.queued", place, snapshot.queue().size());
                return new AboutNumber(who, where, false, place(known, now, words)).waiting(dial.id());
            }
        }
        if (known.filter(KnownNumber::lead).isPresent()) {
            return lead(known.get(), ShownNumber.of(number, snapshot), now, zone, words);
        }
        Optional<LoggedCall> last = snapshot.recentCalls().stream()
                .filter(call -> NumberText.same(call.party().number(), number))
                .findFirst();
        if (last.isEmpty()) {
            String second = known.filter(KnownNumber::callableNow).isPresent() ? words.of("number.new.lead") : "";
            return new AboutNumber(words.of("number.new"), second, false, place(known, now, words));
        }
        LoggedCall call = last.get();
        LocalDate today = now.atZone(zone).toLocalDate();
        String day = TimeText.day(call.startedAt().atZone(zone).toLocalDate(), today, words);
        String second = words.of(
                call.direction() == CallDirection.OUTGOING ? "number.lastOut" : "number.lastIn",
                day,
                TimeText.ofDay(call.startedAt(), zone),
                words.callEnd(call.end().cause()));
        String who = call.party().name().isEmpty()
                ? ShownNumber.of(number, snapshot)
                : call.party().name();
        return new AboutNumber(who, second, false, place(known, now, words));
    }

    /** @param number as it is shown */
    private static AboutNumber lead(KnownNumber known, String number, Instant now, ZoneId zone, Words words) {
        String second = known.listName();
        if (known.lastCalledAt().isPresent()) {
            String when = TimeText.dayAndTime(known.lastCalledAt().get(), now, zone, words);
            String last = known.lastResult().isEmpty()
                    ? words.of("number.called", when)
                    : words.of(
                            "number.lastResult",
                            words.ofKnown("call.end.", known.lastResult(), known.lastResult()),
                            when);
            second = second.isEmpty() ? last : words.of("state.second.join", second, last);
        }
        String who = known.name().isBlank() ? number : known.name();
        return new AboutNumber(who, second, false, place(Optional.of(known), now, words));
    }

    private static CalledPlace place(Optional<KnownNumber> known, Instant now, Words words) {
        return known.map(it -> CalledPlace.of(it.zone(), it.callableNow(), it.callableFrom(), now, words))
                .orElse(new CalledPlace("", true));
    }

    private static InformationView today(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        LocalDate today = now.atZone(zone).toLocalDate();
        long calls = 0;
        long missed = 0;
        Duration talked = Duration.ZERO;
        for (LoggedCall call : snapshot.recentCalls()) {
            if (call.startedAt().atZone(zone).toLocalDate().equals(today)) {
                calls++;
                talked = talked.plus(call.talked());
                if (call.direction() == CallDirection.INCOMING && call.talked().isZero()) {
                    missed++;
                }
            }
        }
        String atLeast = calls >= LOG_LENGTH ? "+" : "";
        return new Today(List.of(
                new Figure(calls + atLeast, words.of("today.calls")),
                new Figure(TimeText.total(talked, words) + atLeast, words.of("today.talking")),
                new Figure(missed + atLeast, words.of("today.missed"))));
    }
}
