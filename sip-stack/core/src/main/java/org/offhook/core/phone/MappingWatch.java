package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.MediaRemapped;

/**
 * When a call is told that a router on the way maps its sockets anew. Not at once, since a new address of this machine shows as a new mapping first
 * and is told by itself; not before the call is up; and not again too soon: a router that never gives the same port twice must not make the call
 * one long row of re-INVITEs. What was seen last is what is told. Loop only.
 */
final class MappingWatch {
    /** A change of our own address is known by then. */
    static final Duration SETTLES = Duration.ofSeconds(2);

    /** From one telling to the next. */
    static final Duration APART = Duration.ofSeconds(10);

    private final LoopContext context;
    private final Predicate<CallId> up;
    private final BiConsumer<CallId, MediaRemapped> tell;
    private final Map<CallId, MediaRemapped> waiting = new HashMap<>();
    private final Map<CallId, Instant> told = new HashMap<>();
    private final Set<AccountId> closed = new HashSet<>();

    private record Key(CallId call) {}

    /**
     * @param up whether a call's far end can be told
     * @param tell takes what a call is to be told
     */
    MappingWatch(LoopContext context, Predicate<CallId> up, BiConsumer<CallId, MediaRemapped> tell) {
        this.context = context;
        this.up = up;
        this.tell = tell;
    }

    void seen(CallId call, MediaRemapped remapped) {
        if (waiting.put(call, remapped) == null) {
            look(call, SETTLES);
        }
    }

    /** Where its sockets are now is told anyway. */
    void overtaken(CallId call) {
        waiting.remove(call);
        context.timers.stop(new Key(call));
    }

    /** While an account's far ends cannot be reached none is told: an answer that does not come would end its call. */
    void way(AccountId account, boolean open) {
        if (open) {
            closed.remove(account);
        } else {
            closed.add(account);
        }
    }

    private void look(CallId call, Duration after) {
        context.timers.start(new Key(call), context.now.plus(after), () -> due(call));
    }

    private void due(CallId call) {
        Instant last = told.get(call);
        Duration rest = last == null ? Duration.ZERO : Duration.between(context.now, last.plus(APART));
        if (!up.test(call) || closed.contains(context.calls.of(call))) {
            look(call, SETTLES);
        } else if (rest.isPositive()) {
            look(call, rest);
        } else {
            MediaRemapped remapped = waiting.remove(call);
            if (remapped != null) {
                told.put(call, context.now);
                tell.accept(call, remapped);
            }
        }
    }

    /** The call is gone. */
    void end(CallId call) {
        overtaken(call);
        told.remove(call);
    }
}
