package org.offhook.ui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LoggedCall;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.WatchSettings;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.NumberText.Verdict;
import org.offhook.ui.text.Words;

/**
 * Whom a call can be sent to, or who can be called beside it: what was typed, where that is a number, the colleagues whose phones the
 * exchange tells about, and those who were talked to lately.
 *
 * @param who name, or the number where no name is known; of a heading its text
 * @param number grouped; empty where it stands in {@code who}
 * @param dialled as it is dialled; empty of a heading
 * @param state what a colleague does
 */
public record TargetRow(Kind kind, String who, String number, String dialled, Optional<State> state) {
    private static final int MOST = 30;

    /** What a row is. */
    public enum Kind {
        /** What stands in the field. */
        TYPED,
        /** Says what those below it are; nobody to call. */
        HEADING,
        SOMEBODY
    }

    /** A colleague's shape and its word. */
    public record State(StateMark mark, String word) {}

    /** @param call the call that is on: its own party is no target */
    public static List<TargetRow> of(AgentSnapshot snapshot, CallView call, String text, Words words) {
        return new Search(snapshot, call, text, words).rows();
    }

    public boolean typed() {
        return kind == Kind.TYPED;
    }

    public boolean heading() {
        return kind == Kind.HEADING;
    }

    /** How the dock names it. */
    public String name() {
        return typed() ? NumberText.grouped(dialled) : who;
    }

    @Override
    public String toString() {
        return "TargetRow[" + kind + "]"; // numbers stay out of logs
    }

    private static TargetRow somebody(String name, String number, String grouped, Optional<State> state) {
        return name.isEmpty()
                ? new TargetRow(Kind.SOMEBODY, grouped, "", number, state)
                : new TargetRow(Kind.SOMEBODY, name, grouped, number, state);
    }

    /** One look through those who are known. */
    private static final class Search {
        private final AgentSnapshot snapshot;
        private final CallView call;
        private final String text;
        private final Words words;
        private final String wanted;
        private final String digits;
        private final Set<String> seen = new HashSet<>();

        Search(AgentSnapshot snapshot, CallView call, String text, Words words) {
            this.snapshot = snapshot;
            this.call = call;
            this.text = text;
            this.words = words;
            wanted = text.strip().toLowerCase(Locale.ROOT);
            digits = NumberText.dialled(text);
            seen.add(call.party().number());
            seen.add(snapshot.phone().registration().extension());
        }

        List<TargetRow> rows() {
            List<TargetRow> rows = new ArrayList<>();
            Verdict verdict = NumberText.verdict(text);
            if (verdict == Verdict.DIALLABLE || verdict == Verdict.FEATURE_CODE) {
                String shown = words.of("target.typed", ShownNumber.of(digits, snapshot));
                rows.add(new TargetRow(TargetRow.Kind.TYPED, shown, "", digits, Optional.empty()));
            }
            List<TargetRow> colleagues = colleagues();
            if (!colleagues.isEmpty()) {
                rows.add(heading("target.colleagues"));
                rows.addAll(colleagues);
            }
            if (!rows.isEmpty() && rows.getFirst().typed()) {
                seen.add(digits); // a colleague is told by the lamp, anybody else is the number that was typed
            }
            List<TargetRow> lately = lately();
            if (!lately.isEmpty() && !colleagues.isEmpty()) {
                rows.add(heading("target.lately"));
            }
            rows.addAll(lately);
            return List.copyOf(rows);
        }

        private TargetRow heading(String key) {
            return new TargetRow(TargetRow.Kind.HEADING, words.of(key), "", "", Optional.empty());
        }

        /** Only calls of one account can be connected with one another. */
        private List<TargetRow> colleagues() {
            List<TargetRow> found = new ArrayList<>();
            for (LampView lamp : snapshot.phone().watch().lamps()) {
                String number = lamp.phone().number();
                boolean there = lamp.phone().kind() == WatchSettings.Kind.EXTENSION
                        && lamp.phone().account().equals(call.account());
                if (there && matches(lamp.phone().name(), number) && seen.add(number)) {
                    LampRow row = LampRow.of(lamp, snapshot.country(), words);
                    found.add(somebody(
                            lamp.phone().name(), number, number, Optional.of(new State(row.mark(), row.state()))));
                }
            }
            return found;
        }

        private List<TargetRow> lately() {
            List<TargetRow> found = new ArrayList<>();
            for (LoggedCall logged : snapshot.recentCalls()) {
                CallParty party = logged.party();
                if (found.size() < MOST
                        && !party.number().isEmpty()
                        && matches(party.name(), party.number())
                        && seen.add(party.number())) {
                    String grouped = ShownNumber.of(party.number(), snapshot);
                    found.add(somebody(party.name(), party.number(), grouped, Optional.empty()));
                }
            }
            return found;
        }

        private boolean matches(String name, String number) {
            return wanted.isEmpty()
                    || name.toLowerCase(Locale.ROOT).contains(wanted)
                    || (!digits.isEmpty() && number.contains(digits));
        }
    }
}
