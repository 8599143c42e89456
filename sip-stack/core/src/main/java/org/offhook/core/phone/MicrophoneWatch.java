package org.offhook.core.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MicrophoneFacts;

/** Looks at the microphone each second while a call is talked on, and says what the agent cannot hear: muted, dead, too loud. Loop only. */
final class MicrophoneWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String TIMER = "microphone-watch";

    /** Somebody who speaks for this long within a second means it; a cough does not. */
    private static final long MEANT_MILLIS = 400;

    /** For so long nothing comes from a microphone that is dead, or distortion again and again from one that is too loud. */
    private static final int LOOKS = 5;

    private static final long TOO_LOUD_MILLIS = 200;
    /** Less than this of sound is a device that is just being opened. */
    private static final long ENOUGH_MILLIS = 4_500;

    private static final Duration MUTED_AGAIN = Duration.ofSeconds(10);
    private static final Duration TOLD_ENOUGH = Duration.ofMinutes(1);

    private final LoopContext context;
    private final Supplier<Talk> talk;
    private final Map<ErrorCode, Instant> told = new EnumMap<>(ErrorCode.class);
    private boolean looking;
    private MicrophoneFacts last = MicrophoneFacts.NONE;
    private MicrophoneFacts first = MicrophoneFacts.NONE;
    private int looks;

    /** What the agent does now. */
    enum Talk {
        /** No call is up, or the far end waits on hold. */
        NOT,
        MUTED,
        TALKS
    }

    MicrophoneWatch(LoopContext context, Supplier<Talk> talk) {
        this.context = context;
        this.talk = talk;
    }

    /** A call is up. */
    void begin() {
        if (!looking) {
            looking = true;
            read().ifPresent(this::restart);
            again();
        }
    }

    private void again() {
        context.timers.start(TIMER, context.now.plus(EVERY), this::look);
    }

    private void restart(MicrophoneFacts from) {
        last = from;
        first = from;
        looks = 0;
    }

    private Optional<MicrophoneFacts> read() {
        MicrophoneFacts[] read = new MicrophoneFacts[1];
        boolean there = context.guarded("media.microphone", () -> read[0] = context.media.microphone());
        return there ? Optional.of(read[0]) : Optional.empty();
    }

    private void look() {
        Optional<MicrophoneFacts> now = read();
        Talk present = talk.get();
        if (now.isPresent()) {
            switch (present) {
                case NOT -> restart(now.get());
                case MUTED -> {
                    if (now.get().since(last).spokenMillis() >= MEANT_MILLIS) {
                        tell(ErrorCode.SPOKEN_WHILE_MUTED, MUTED_AGAIN);
                    }
                    restart(now.get());
                }
                case TALKS -> talks(now.get());
            }
        }
        if (present == Talk.NOT) {
            looking = false;
        } else {
            again();
        }
    }

    private void talks(MicrophoneFacts now) {
        last = now;
        if (++looks < LOOKS) {
            return;
        }
        MicrophoneFacts lately = now.since(first);
        if (lately.millis() >= ENOUGH_MILLIS && lately.silentMillis() == lately.millis()) {
            tell(ErrorCode.MICROPHONE_SILENT, TOLD_ENOUGH);
        } else if (lately.clippedMillis() >= TOO_LOUD_MILLIS) {
            tell(ErrorCode.MICROPHONE_TOO_LOUD, TOLD_ENOUGH);
        }
        restart(now);
    }

    private void tell(ErrorCode what, Duration notAgainFor) {
        Instant before = told.get(what);
        if (before == null || !before.plus(notAgainFor).isAfter(context.now)) {
            told.put(what, context.now);
            context.tell(new PhoneEvent.FaultRaised(what, ""));
        }
    }

    /** Whether a call's view is one in which the far end is talked to. */
    static Talk of(List<CallView> calls) {
        for (CallView call : calls) {
            if (call.phase() == CallView.Phase.CONNECTED && !call.held() && !call.heldByFarEnd()) {
                return call.muted() ? Talk.MUTED : Talk.TALKS;
            }
        }
        return Talk.NOT;
    }
}
