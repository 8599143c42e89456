package org.offhook.core.thirdparty.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegInput.MediaRemapped;
import org.offhook.core.thirdparty.LegState;

/**
 * What time has to do with the ways that legs are on. When a party is told that a router maps our sockets anew: not at once, since a new address of
 * this machine shows as a new mapping first and is told by itself; not while it does not hear our sockets, or the exchange cannot be reached; and
 * not again too soon, since a router may never give the same port twice. What was seen last is what is told. And when a leg whose exchange cannot
 * be reached is given up. Loop only.
 */
final class LegPaths {
    /** A change of our own address is known by then. */
    static final Duration SETTLES = Duration.ofSeconds(2);

    /** From one telling to the next, at the least. */
    static final Duration APART = Duration.ofSeconds(10);

    /** Without a way for so long, a party has hung up. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TaskLoop loop;
    private final Function<CallId, LegState> stateOf;
    private final BiConsumer<CallId, LegInput> tell;
    private final Map<CallId, Way> ways = new HashMap<>();

    /**
     * @param stateOf where a leg stands
     * @param tell takes what a leg is to be told
     */
    LegPaths(TaskLoop loop, Function<CallId, LegState> stateOf, BiConsumer<CallId, LegInput> tell) {
        this.loop = loop;
        this.stateOf = stateOf;
        this.tell = tell;
    }

    /** One leg's. */
    private static final class Way {
        private Optional<MediaRemapped> waiting = Optional.empty();
        private Optional<Runnable> look = Optional.empty();
        private Optional<Runnable> givingUp = Optional.empty();
    }

    void remapped(CallId leg, MediaRemapped remapped) {
        if (stateOf.apply(leg) instanceof LegState.Over) {
            return;
        }
        Way way = way(leg);
        way.waiting = Optional.of(remapped);
        if (way.look.isEmpty()) {
            look(leg, way, SETTLES);
        }
    }

    private void look(CallId leg, Way way, Duration after) {
        way.look = Optional.of(loop.after(after, () -> due(leg, way)));
    }

    private void due(CallId leg, Way way) {
        way.look = Optional.empty();
        Optional<MediaRemapped> remapped = way.waiting;
        LegState state = stateOf.apply(leg);
        if (remapped.isEmpty() || !state.hasMedia()) {
            way.waiting = Optional.empty();
        } else if (!state.talks() || way.givingUp.isPresent()) {
            look(leg, way, SETTLES);
        } else {
            way.waiting = Optional.empty();
            look(leg, way, APART);
            tell.accept(leg, remapped.get());
        }
    }

    /** The exchange cannot be reached on the way that the leg is on. */
    void lost(CallId leg) {
        if (stateOf.apply(leg) instanceof LegState.Over) {
            return;
        }
        Way way = way(leg);
        if (way.givingUp.isEmpty()) {
            way.givingUp = Optional.of(loop.after(PATIENCE, () -> {
                way.givingUp = Optional.empty();
                tell.accept(leg, new LegInput.TransportFailed(ErrorCode.CONNECTION_LOST));
            }));
        }
    }

    /** It can again; where our sockets are now is told anyway. */
    void restored(CallId leg) {
        Optional.ofNullable(ways.get(leg)).ifPresent(way -> {
            way.waiting = Optional.empty();
            way.givingUp.ifPresent(Runnable::run);
            way.givingUp = Optional.empty();
        });
    }

    /** The leg is over. */
    void forget(CallId leg) {
        Optional.ofNullable(ways.remove(leg)).ifPresent(way -> {
            way.look.ifPresent(Runnable::run);
            way.givingUp.ifPresent(Runnable::run);
        });
    }

    private Way way(CallId leg) {
        return ways.computeIfAbsent(leg, _ -> new Way());
    }
}
