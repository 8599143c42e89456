package org.offhook.ui.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.Draft;
import org.offhook.ui.text.TimeText;

/**
 * What the agent has noted, as it stands in the controls: a time that cannot be read yet is kept as typed.
 *
 * @param disposition code of the chosen result
 * @param time as typed
 * @param mine the callback is the agent's own
 */
public record WrapUpNotes(Optional<String> disposition, String note, LocalDate day, String time, boolean mine) {

    /** Why the callback cannot be promised as it stands. */
    public enum Problem {
        UNREADABLE,
        PAST
    }

    /** What was kept, with a time to start from where none was noted. */
    public static WrapUpNotes of(Draft draft, Instant now, ZoneId zone) {
        LocalDateTime at = draft.callback().map(CallbackWish::at).orElseGet(() -> CallbackTime.offered(now, zone));
        return new WrapUpNotes(
                draft.disposition(),
                draft.note(),
                at.toLocalDate(),
                TimeText.ofDay(at.toLocalTime()),
                draft.callback().map(CallbackWish::mine).orElse(true));
    }

    /** Whether the chosen result asks for a time to call back. */
    public boolean callsBack(List<DispositionChoice> dispositions) {
        return dispositions.stream()
                .anyMatch(choice -> choice.callBack() && disposition.equals(Optional.of(choice.code())));
    }

    /** What is wrong with the callback, where there is one. */
    public Optional<Problem> problem(List<DispositionChoice> dispositions, Instant now, ZoneId zone) {
        if (!callsBack(dispositions)) {
            return Optional.empty();
        }
        Optional<LocalTime> read = CallbackTime.read(time);
        if (read.isEmpty()) {
            return Optional.of(Problem.UNREADABLE);
        }
        return CallbackTime.past(day.atTime(read.get()), now, zone) ? Optional.of(Problem.PAST) : Optional.empty();
    }

    /** What is kept of it: no callback while its time cannot be read. */
    public Draft draft(List<DispositionChoice> dispositions) {
        Optional<CallbackWish> callback = callsBack(dispositions)
                ? CallbackTime.read(time).map(read -> new CallbackWish(day.atTime(read), mine))
                : Optional.empty();
        return new Draft(disposition, note, callback);
    }

    public WrapUpNotes withDisposition(String code) {
        return new WrapUpNotes(Optional.of(code), note, day, time, mine);
    }

    public WrapUpNotes withNote(String text) {
        return new WrapUpNotes(disposition, text, day, time, mine);
    }

    public WrapUpNotes withCallback(LocalDate on, String typed, boolean own) {
        return new WrapUpNotes(disposition, note, on, typed, own);
    }

    @Override
    public String toString() {
        return "WrapUpNotes[" + disposition.orElse("no result") + "]";
    }
}
