package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.DialBar;
import org.offhook.agent.QueuedDial;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * One number that waits to be dialled.
 *
 * @param place 1 is next
 * @param who name, or the number when no name is known
 * @param number grouped, or empty when it stands in {@code who}
 * @param asked who asked for it
 * @param since how long ago
 * @param bar why it is passed over, or empty
 * @param promise the callback that could be promised in its stead
 */
public record QueueRow(
        String id,
        int place,
        String who,
        String number,
        String asked,
        String since,
        String bar,
        Optional<Promise> promise) {

    public static List<QueueRow> of(AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        int place = 0;
        var rows = new ArrayList<QueueRow>(snapshot.queue().size());
        for (QueuedDial dial : snapshot.queue()) {
            String number = ShownNumber.of(dial.number(), snapshot);
            boolean named = !dial.name().isEmpty();
            Optional<DialBar> bar = dial.bar();
            if (bar.isEmpty()) {
                place++;
            }
            rows.add(new QueueRow(
                    dial.id(),
                    place,
                    named ? dial.name() : number,
                    named ? number : "",
                    words.ofKnown("source.", dial.source(), dial.source()),
                    TimeText.ago(dial.at(), now, words),
                    bar.map(why -> bar(why, words)).orElse(""),
                    bar.flatMap(why -> Promise.of(dial.number(), why, now, zone))));
        }
        return List.copyOf(rows);
    }

    private static String bar(DialBar bar, Words words) {
        return bar.from()
                .map(opens -> words.of("queue.bar.from", TimeText.ofDay(opens)))
                .orElseGet(() -> words.ofKnown("queue.bar.", bar.why().code(), words.title(bar.why())));
    }

    /** Whether the campaign's rules speak against it. */
    public boolean barred() {
        return !bar.isEmpty();
    }
}
