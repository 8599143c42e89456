package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.DoubtView;
import org.offhook.agent.DoubtView.Kind;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * A call of which nobody knows whether it was dialled.
 *
 * @param who name, or the number when no name is known
 * @param about number, or what a future call is for; empty when it stands in {@code who}
 * @param asked who asked, or whose queue it is
 * @param when since when it is in doubt, where the agent is
 */
public record DoubtRow(Kind kind, long id, String who, String about, String asked, String when) {

    public static List<DoubtRow> of(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        var rows = new ArrayList<DoubtRow>(snapshot.work().doubts().size());
        for (DoubtView doubt : snapshot.work().doubts()) {
            rows.add(of(doubt, snapshot, now, zone, words));
        }
        return List.copyOf(rows);
    }

    private static DoubtRow of(DoubtView doubt, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        String number = ShownNumber.of(doubt.number(), snapshot);
        String asked = words.ofKnown("source.", doubt.source(), doubt.source());
        boolean named = !doubt.name().isBlank();
        String when = TimeText.dayAndTime(doubt.since(), now, zone, words);
        return switch (doubt.kind()) {
            case QUEUE ->
                new DoubtRow(
                        doubt.kind(),
                        doubt.id(),
                        named ? doubt.name() : number,
                        named ? number : "",
                        doubt.agent().equals(snapshot.agent().userName())
                                ? asked
                                : words.of("doubt.row.agent", doubt.agent()),
                        when);
            case SCHEDULE ->
                new DoubtRow(
                        doubt.kind(),
                        doubt.id(),
                        number,
                        named
                                ? words.of("doubt.row.scheduleTo", ShownNumber.of(doubt.name(), snapshot))
                                : words.of("doubt.row.schedule"),
                        asked,
                        when);
        };
    }
}
