package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.MediaStatistics;

/** Looks at each connected call's counters every five seconds, and says what an agent should know. Loop only. */
final class QualityWatch {

    /** As often as reports come (RFC 3550 §6.2). */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** The same trouble is not told again for so long. */
    private static final Duration TOLD_ENOUGH = Duration.ofMinutes(1);

    private final LoopContext context;
    private final Map<CallId, Watched> calls = new HashMap<>();

    private record Key(CallId call) {}

    /** @param told the latest trouble that was told, and when */
    private record Watched(MediaStatistics read, Optional<CallQuality> quality, Optional<Told> told) {}

    private record Told(ErrorCode trouble, Instant at) {}

    /** Whether a call is to be looked at, and what is expected of it. */
    interface Calls {
        /** Empty when the call is not connected any more; else whether the far end should be heard. */
        Optional<Boolean> hears(CallId call);
    }

    QualityWatch(LoopContext context) {
        this.context = context;
    }

    /** A call was answered. */
    void begin(CallId call, Calls states) {
        calls.put(call, new Watched(MediaStatistics.NONE, Optional.empty(), Optional.empty()));
        context.guarded(
                "media.statistics",
                () -> calls.put(call, new Watched(context.media.statistics(call), Optional.empty(), Optional.empty())));
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
            calls.put(call, new Watched(now, Optional.of(quality), told(before.told(), quality.trouble())));
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

    /** The call is gone. */
    void end(CallId call) {
        calls.remove(call);
        context.timers.stop(new Key(call));
    }
}
