package org.offhook.ui.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;

/**
 * Since when each call has been on hold: a caller who waits is not to be forgotten.
 *
 * @param since when each was first seen to be
 */
public record HoldWatch(Map<CallId, Instant> since) {
    public static final HoldWatch NOTHING = new HoldWatch(Map.of());

    public HoldWatch {
        since = Map.copyOf(since);
    }

    /** What to watch from now on. */
    public HoldWatch next(AgentSnapshot snapshot, Instant now) {
        Map<CallId, Instant> held = new HashMap<>();
        for (CallView call : snapshot.phone().calls()) {
            if (call.live() && call.held()) {
                held.put(call.id(), since.getOrDefault(call.id(), now));
            }
        }
        return held.equals(since) ? this : new HoldWatch(held);
    }

    /** Since when this one has been, or {@code now}. */
    public Instant of(CallId call, Instant now) {
        return since.getOrDefault(call, now);
    }
}
