package org.offhook.core.phone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallWishes.Ring;

/** How calls that come in make themselves heard, and those that answer themselves. Owned by the loop's thread. */
final class Bell {
    /** Between two tones of a call that waits beside another one. */
    private static final Duration CALL_WAITING = Duration.ofSeconds(4);

    private final LoopContext context;
    private final Lines lines;

    /** Calls that do not ring as usual. */
    private final Map<CallId, Ring> rings = new HashMap<>();

    private record WaitingKey(CallId call) {}

    private record AnswerKey(CallId call) {}

    Bell(LoopContext context, Lines lines) {
        this.context = context;
        this.lines = lines;
    }

    void ringsAs(CallId id, Ring ring) {
        if (ring != Ring.USUAL) {
            rings.put(id, ring);
        }
    }

    void forget(CallId id) {
        rings.remove(id);
        context.timers.stop(new AnswerKey(id));
    }

    /** Beside another call a short tone now and then: nobody shall be rung at in the middle of a sentence. */
    void ring(CallId id) {
        if (lines.liveCount() < 2) {
            context.media.startRinging(id, rings.getOrDefault(id, Ring.USUAL));
            return;
        }
        context.media.playNotice();
        context.timers.start(new WaitingKey(id), context.now.plus(CALL_WAITING), () -> {
            if (lines.isRinging(id)) {
                context.guarded("media.startRinging", () -> ring(id));
            }
        });
    }

    void stop(CallId id) {
        context.timers.stop(new WaitingKey(id));
        context.media.stopRinging(id);
    }

    /** The call is answered then, if it still rings and is alone, and the agent hears a tone: they are listened to from now on. */
    void answerAfter(CallId id, Duration time) {
        context.timers.start(new AnswerKey(id), context.now.plus(time), () -> {
            boolean alone = lines.isRinging(id) && lines.liveCount() == 1;
            if (alone && lines.turns().answer(id).isEmpty()) {
                context.guarded("media.playNotice", context.media::playNotice);
            }
        });
    }
}
