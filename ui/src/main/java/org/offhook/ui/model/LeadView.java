package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.EarlierCall;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.LeadValue;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * The lead on the screen, as shown.
 *
 * @param origin where it comes from: "From your CRM · Spring list"
 * @param name of the person; the number when none is known
 * @param numbers at least one, the main number first
 * @param there what time it is where the person is, and whether they may be called
 * @param fields in order of display
 * @param earlier calls to this lead, newest first
 */
public record LeadView(
        long leadId,
        String origin,
        String name,
        List<NumberChoice> numbers,
        CalledPlace there,
        List<Field> fields,
        List<Earlier> earlier,
        Showing showing) {
    /** From this length on a field has several lines. */
    private static final int LONG_TEXT = 255;

    /**
     * One of the lead's numbers.
     *
     * @param number grouped
     */
    public record NumberChoice(LeadNumber which, String number, String label) {}

    /**
     * One field.
     *
     * @param name what a change of it is called
     * @param large it may hold several lines
     */
    public record Field(String name, String label, String value, boolean large, int longest) {}

    /**
     * A call that was made.
     *
     * @param result what was chosen, or how it ended
     * @param when "yesterday 16:40"
     * @param length how long was spoken; empty when nobody answered
     */
    public record Earlier(IconName mark, String markWord, String result, String agent, String when, String length) {}

    public static Optional<LeadView> of(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        return snapshot.work().lead().map(lead -> of(lead, snapshot, now, zone, words));
    }

    private static LeadView of(LeadOnScreen lead, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        String origin = lead.queueId().isPresent()
                ? words.of("state.second.join", words.of("lead.fromCrm"), lead.listName())
                : words.of("state.second.join", lead.listName(), words.of("lead.id", lead.leadId()));
        var fields = new ArrayList<Field>(lead.values().size());
        for (LeadValue value : lead.values()) {
            fields.add(new Field(
                    value.field(), label(value, words), value.value(), value.longest() > LONG_TEXT, value.longest()));
        }
        var earlier = new ArrayList<Earlier>(lead.earlier().size());
        for (EarlierCall call : lead.earlier()) {
            earlier.add(earlier(call, snapshot.work().dispositions(), now, zone, words));
        }
        List<NumberChoice> numbers = numbers(lead, snapshot, words);
        return new LeadView(
                lead.leadId(),
                origin,
                lead.name().isBlank() ? numbers.getFirst().number() : lead.name(),
                numbers,
                CalledPlace.of(lead.zone(), lead.callableNow(), lead.callableFrom(), now, words),
                List.copyOf(fields),
                List.copyOf(earlier),
                lead.showing());
    }

    /** The form's own word for a field, else ours, else its name. */
    private static String label(LeadValue value, Words words) {
        return value.label().isBlank() ? words.ofKnown("lead.field.", value.field(), value.field()) : value.label();
    }

    private static List<NumberChoice> numbers(LeadOnScreen lead, AgentSnapshot snapshot, Words words) {
        var numbers = new ArrayList<NumberChoice>(3);
        numbers.add(choice(LeadNumber.MAIN, lead.number(), snapshot, words));
        if (!lead.altNumber().isBlank()) {
            numbers.add(choice(LeadNumber.ALT, lead.altNumber(), snapshot, words));
        }
        if (!lead.thirdNumber().isBlank()) {
            numbers.add(choice(LeadNumber.THIRD, lead.thirdNumber(), snapshot, words));
        }
        return List.copyOf(numbers);
    }

    private static NumberChoice choice(LeadNumber which, String number, AgentSnapshot snapshot, Words words) {
        return new NumberChoice(which, ShownNumber.of(number, snapshot), words.of("lead.number.", which));
    }

    private static Earlier earlier(
            EarlierCall call, List<DispositionChoice> dispositions, Instant now, ZoneId zone, Words words) {
        String result = dispositions.stream()
                .filter(choice -> choice.code().equals(call.disposition()))
                .map(DispositionChoice::name)
                .findFirst()
                .orElseGet(() -> words.ofKnown("call.end.", call.disposition(), call.disposition()));
        boolean answered = !call.talked().isZero();
        IconName mark = answered ? IconName.CALL_MADE : IconName.CALL_MISSED_OUTGOING;
        return new Earlier(
                mark,
                words.of("log.mark." + mark.name()),
                result.isEmpty() ? words.of("wrapUp.noResult") : result,
                call.agent(),
                TimeText.dayAndTime(call.at(), now, zone, words),
                answered ? TimeText.running(call.talked()) : "");
    }

    /** The number that {@code which} names, or the main one. */
    public NumberChoice number(LeadNumber which) {
        return numbers.stream()
                .filter(choice -> choice.which() == which)
                .findFirst()
                .orElse(numbers.getFirst());
    }
}
