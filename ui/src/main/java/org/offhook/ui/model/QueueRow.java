package org.offhook.ui.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.QueuedDial;
import org.offhook.ui.text.NumberText;
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
 */
public record QueueRow(String id, int place, String who, String number, String asked, String since) {

    public static List<QueueRow> of(AgentSnapshot snapshot, Instant now, Words words) {
        var rows = new ArrayList<QueueRow>(snapshot.queue().size());
        for (QueuedDial dial : snapshot.queue()) {
            String number = NumberText.grouped(dial.number());
            boolean named = !dial.name().isEmpty();
            rows.add(new QueueRow(
                    dial.id(),
                    rows.size() + 1,
                    named ? dial.name() : number,
                    named ? number : "",
                    words.ofKnown("source.", dial.source(), dial.source()),
                    TimeText.ago(dial.at(), now, words)));
        }
        return List.copyOf(rows);
    }
}
