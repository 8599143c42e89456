package org.offhook.agent.session;

import java.util.List;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;

/**
 * A number that was taken to be dialled.
 *
 * @param queued as observers see it
 * @param dial as asked
 */
public record DialEntry(QueuedDial queued, ManualDial dial) {
    String id() {
        return queued.id();
    }

    /** The oldest that may be dialled by itself comes first; what wants looking at comes last. */
    static java.util.Optional<DialEntry> nextByItself(List<DialEntry> queue) {
        return queue.stream().filter(entry -> !entry.queued().preview()).findFirst();
    }
}
