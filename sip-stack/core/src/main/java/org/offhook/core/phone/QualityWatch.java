package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.CallSummary;
import org.offhook.core.media.MediaStatistics;

/** Looks at each connected call's counters every five seconds, and says what an agent should know. Loop only. */
final class QualityWatch {

    /** As often as reports come (RFC 3550 §6.2). */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** The same trouble is not told again for so long. */
    private static final Duration TOLD_ENOUGH = Duration.ofMinutes(1);

    /** Looks at which a far end that is silent is asked whether it is there: after 20 s, then every minute. */
    private static final int FIRST_DOUBT = 4;

    private static final int FURTHER_DOUBT = 12;

    private final LoopContext context;
    private final Consumer<CallId> silence;
    private final Map<CallId, Watched> calls = new HashMap<>();
    private final Set<CallId> summed = new HashSet<>();

    private record Key(CallId call) {}

    /**
     * @param first counters at the answer
     * @param told the latest trouble that was told, and when
     * @param silent looks in a row at which nothing had come
     */
    private record Watched(
            Instant since,
            MediaStatistics first,
            MediaStatistics read,
            CallSummary.Sum sum,
            Optional<CallQuality> quality,
            Optional<Told> told,
            int silent) {
        static Watched from(Instant since, MediaStatistics first) {
            return new Watched(since, first, first, CallSummary.Sum.NONE, Optional.empty(), Optional.empty(), 0);
        }
    }

    private record Told(ErrorCode trouble, Instant at) {}

    /** Whether a call is to be looked at, and what is expected of it. */
    interface Calls {
        /** Empty when the call is not connected any more; else whether the far end should be heard. */
        Optional<Boolean> hears(CallId call);
    }

    /** @param silence told of a call in which nothing has come for long, though something should */
    QualityWatch(LoopContext context, Consumer<CallId> silence) {
        this.context = context;
        this.silence = silence;
    }

    /** A call was answered. */
    void begin(CallId call, Calls states) {
        calls.put(call, Watched.from(context.now, MediaStatistics.NONE));
        context.guarded(
                "media.statistics", () -> calls.put(call, Watched.from(context.now, context.media.statistics(call))));
        again(call, states);
    }

    private void again(CallId call, Calls states) {
        context.timers.start(new Key(call), context.now.plus(EVERY), () -> look(call, states));
    }

    private void look(CallId call, Calls states) {
        Watched before = calls.get(call);
        Optional<Boolean> hears = states.hears(call);
        if (before == null || hears.isEmpty()) {
            return;
        }
        context.guarded("media.statistics", () -> {
            MediaStatistics now = context.media.statistics(call);
            CallQuality quality = CallQuality.between(before.read(), now, hears.get());
            context.tell(new PhoneEvent.CallSounded(call, quality));
            boolean nothing = quality.trouble().equals(Optional.of(ErrorCode.NOTHING_HEARD));
            int silent = nothing ? before.silent() + 1 : 0;
            calls.put(
                    call,
                    new Watched(
                            before.since(),
                            before.first(),
                            now,
                            before.sum().plus(quality),
                            Optional.of(quality),
                            told(before.told(), quality.trouble()),
                            silent));
            if (silent >= FIRST_DOUBT && (silent - FIRST_DOUBT) % FURTHER_DOUBT == 0) {
                silence.accept(call);
            }
        });
        again(call, states);
    }

    private Optional<Told> told(Optional<Told> before, Optional<ErrorCode> trouble) {
        if (trouble.isEmpty()) {
            return before;
        }
        boolean fresh = before.isEmpty()
                || before.get().trouble() != trouble.get()
                || Duration.between(before.get().at(), context.now).compareTo(TOLD_ENOUGH) >= 0;
        if (!fresh) {
            return before;
        }
        context.tell(new PhoneEvent.FaultRaised(trouble.get(), ""));
        return Optional.of(new Told(trouble.get(), context.now));
    }

    /** How the call sounded last; empty in its first five seconds. */
    Optional<CallQuality> of(CallId call) {
        return Optional.ofNullable(calls.get(call)).flatMap(Watched::quality);
    }

    /** The call is over, and its media about to go: tells how it sounded as a whole. Nothing for one that was never answered. */
    void sum(CallId call, CallView view) {
        Watched before = calls.get(call);
        if (before == null || !summed.add(call)) {
            return;
        }
        context.guarded("media.statistics", () -> {
            MediaStatistics last = context.media.statistics(call);
            context.tell(new PhoneEvent.CallSummed(
                    call,
                    CallSummary.of(
                            before.sum(),
                            before.first(),
                            last,
                            Duration.between(before.since(), context.now),
                            view.codec(),
                            view.security())));
        });
    }

    /** The call is gone. */
    void end(CallId call) {
        calls.remove(call);
        summed.remove(call);
        context.timers.stop(new Key(call));
    }
}
