package org.offhook.core.phone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.offhook.core.call.CallId;

/** Which calls are joined into one conversation. Owned by the loop's thread. */
final class Conference {
    private final LoopContext context;
    private List<CallId> joined = List.of();

    Conference(LoopContext context) {
        this.context = context;
    }

    List<CallId> calls() {
        return joined;
    }

    boolean has(CallId call) {
        return joined.contains(call);
    }

    /** These and nobody else from now on; fewer than two are none. */
    void join(List<CallId> calls) {
        List<CallId> next = calls.size() < 2 ? List.of() : List.copyOf(calls);
        if (!next.equals(joined)) {
            joined = next;
            Set<CallId> together = new LinkedHashSet<>(next);
            context.guarded("media.join", () -> context.media.join(together));
            context.tell(new PhoneEvent.CallsJoined(next));
        }
    }

    void apart() {
        join(List.of());
    }

    /** Somebody else is on the line of one of them. */
    void replace(CallId old, CallId replacement) {
        if (has(old)) {
            List<CallId> next = new ArrayList<>(joined);
            next.set(next.indexOf(old), replacement);
            join(next);
        }
    }

    /** A call is over. */
    void without(CallId call) {
        if (has(call)) {
            List<CallId> left = new ArrayList<>(joined);
            left.remove(call);
            join(left);
        }
    }
}
