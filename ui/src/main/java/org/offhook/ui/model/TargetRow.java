package org.offhook.ui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LoggedCall;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.NumberText.Verdict;
import org.offhook.ui.text.Words;

/**
 * Whom a call can be sent to, or who can be called beside it: what was typed, where that is a number, and those who were talked to
 * lately.
 *
 * @param who name, or the number where no name is known
 * @param number grouped; empty where it stands in {@code who}
 * @param dialled as it is dialled
 * @param typed it is what stands in the field
 */
public record TargetRow(String who, String number, String dialled, boolean typed) {
    private static final int MOST = 30;

    /** @param call the call that is on: its own party is no target */
    public static List<TargetRow> of(AgentSnapshot snapshot, CallView call, String text, Words words) {
        List<TargetRow> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        seen.add(call.party().number());
        seen.add(snapshot.phone().registration().extension());
        Verdict verdict = NumberText.verdict(text);
        if (verdict == Verdict.DIALLABLE || verdict == Verdict.FEATURE_CODE) {
            String dialled = NumberText.dialled(text);
            rows.add(new TargetRow(words.of("target.typed", ShownNumber.of(dialled, snapshot)), "", dialled, true));
            seen.add(dialled);
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        String digits = NumberText.dialled(text);
        for (LoggedCall logged : snapshot.recentCalls()) {
            CallParty party = logged.party();
            boolean found = wanted.isEmpty()
                    || party.name().toLowerCase(Locale.ROOT).contains(wanted)
                    || (!digits.isEmpty() && party.number().contains(digits));
            if (rows.size() < MOST && found && !party.number().isEmpty() && seen.add(party.number())) {
                rows.add(of(party, snapshot));
            }
        }
        return List.copyOf(rows);
    }

    private static TargetRow of(CallParty party, AgentSnapshot snapshot) {
        String grouped = ShownNumber.of(party.number(), snapshot);
        return party.name().isEmpty()
                ? new TargetRow(grouped, "", party.number(), false)
                : new TargetRow(party.name(), grouped, party.number(), false);
    }

    /** How the dock names it. */
    public String name() {
        return typed ? NumberText.grouped(dialled) : who;
    }

    @Override
    public String toString() {
        return "TargetRow[" + typed + "]"; // numbers stay out of logs
    }
}
