package org.offhook.agent.floor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.QueuedDial;
import org.offhook.campaign.queue.DialEntry;

/** Shows the desk what waits for its agent in the store's queue. Used by one thread. */
final class StoredDials {
    private final AgentDesk desk;
    private @Nullable List<QueuedDial> shown = List.of();

    StoredDials(AgentDesk desk) {
        this.desk = desk;
    }

    /** Tells the desk where it does not know yet. */
    void show(List<DialEntry> waiting) {
        List<QueuedDial> now = waiting.stream().map(StoredDials::dial).toList();
        if (!now.equals(shown)) {
            desk.submit(new AgentCommand.ShowStoredDials(now));
            shown = now;
        }
    }

    /** The desk has changed something by itself: it is shown the store's truth the next time. */
    void touched() {
        shown = null;
    }

    private static QueuedDial dial(DialEntry entry) {
        return new QueuedDial(
                QueuedDial.STORED + entry.id(),
                entry.asked().shownNumber(),
                entry.asked().facts().getOrDefault("name", ""),
                entry.asked().source(),
                entry.queuedAt(),
                entry.asked().preview());
    }

    /** The queue's entry that the desk speaks of. */
    static long entry(QueuedDial dial) {
        return Long.parseLong(dial.id().substring(QueuedDial.STORED.length()));
    }
}
