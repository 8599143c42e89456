package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;

/**
 * What every state of a call knows.
 *
 * @param way who called whom
 * @param party the far end
 * @param called for an incoming call: whom the caller wanted; else {@link CallParty#UNKNOWN}
 * @param startedAt when it was dialled or began to ring
 * @param plan latest plan given to the media path
 * @param digitsSent what was keyed so far
 */
public record CallFacts(
        Way way, CallParty party, CallParty called, Instant startedAt, MediaPlan plan, String digitsSent) {

    /** Who called whom. */
    public enum Way {
        OUTGOING,
        INCOMING
    }

    /** True while the far end wants nothing from us on an agreed stream. */
    public boolean heldByFarEnd() {
        return plan.stream().isPresent() && !plan.direction().sends();
    }

    /** A plan that signalling caused: a new revision lets the receiver latch anew. */
    CallFacts withStream(Optional<RtpStream> stream, Direction direction) {
        return withPlan(new MediaPlan(plan.revision() + 1, stream, direction, plan.muted(), LocalTone.NONE));
    }

    CallFacts withTone(LocalTone tone) {
        return withPlan(new MediaPlan(plan.revision(), plan.stream(), plan.direction(), plan.muted(), tone));
    }

    /** Only the agent hears it: the stream is gone, and so is the revision's worth. */
    CallFacts withToneAlone(LocalTone tone) {
        return withPlan(new MediaPlan(plan.revision() + 1, Optional.empty(), Direction.INACTIVE, plan.muted(), tone));
    }

    CallFacts withMuted(boolean muted) {
        return withPlan(new MediaPlan(plan.revision(), plan.stream(), plan.direction(), muted, plan.tone()));
    }

    CallFacts withDigits(String digits) {
        return new CallFacts(way, party, called, startedAt, plan, digitsSent + digits);
    }

    private CallFacts withPlan(MediaPlan changed) {
        return new CallFacts(way, party, called, startedAt, changed, digitsSent);
    }
}
