package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * A promised call.
 *
 * @param who name, or the number when no name is known
 * @param about number and what was noted
 * @param when day and time, where the agent is
 * @param whose the agent's own, or anyone's
 * @param due its time has come
 * @param named {@code who} is a name, and {@code about} begins with the number
 */
public record CallbackRow(long id, String who, String about, String when, String whose, boolean due, boolean named) {

    /** By time, those that are due first. */
    public static List<CallbackRow> of(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        var rows = new ArrayList<CallbackRow>(snapshot.work().callbacks().size());
        for (CallbackView callback : snapshot.work().callbacks()) {
            rows.add(of(callback, snapshot, now, zone, words));
        }
        return List.copyOf(rows);
    }

    private static CallbackRow of(
            CallbackView callback, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        String number = ShownNumber.of(callback.number(), snapshot);
        boolean named = !callback.name().isBlank();
        String about = named ? number : "";
        if (!callback.comment().isBlank()) {
            about = about.isEmpty() ? callback.comment() : words.of("state.second.join", about, callback.comment());
        }
        return new CallbackRow(
                callback.id(),
                named ? callback.name() : number,
                about,
                TimeText.dayAndTime(callback.at(), now, zone, words),
                words.of(callback.mine() ? "callback.mine" : "callback.anyone"),
                callback.due(),
                named);
    }
}
