package org.offhook.agent.session;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;

/**
 * A number that was taken to be dialled.
 *
 * @param queued as observers see it
 * @param dial as asked
 * @param callerId number to show; absent for the line's own
 */
public record DialEntry(QueuedDial queued, ManualDial dial, Optional<String> callerId) {
    DialEntry(QueuedDial queued, ManualDial dial) {
        this(queued, dial, Optional.empty());
    }

    String id() {
        return queued.id();
    }

    /** The oldest that may be dialled by itself comes first; what wants looking at comes last. */
    static Optional<DialEntry> nextByItself(List<DialEntry> queue) {
        return queue.stream().filter(entry -> !entry.queued().preview()).findFirst();
    }
}
