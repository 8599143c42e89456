package org.offhook.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.ReleaseMedia;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalTone;

/** The one way out of a call: timers stopped, media given back, the end told once. */
final class Ending {
    /** How long an ended call stays on the screen. */
    static final Duration LINGER = Duration.ofSeconds(3);

    /** Long enough to be understood, short enough not to delay the next call. */
    static final Duration END_TONE = Duration.ofSeconds(3);

    static final CallEnd HUNG_UP_HERE = new CallEnd(Cause.HUNG_UP, Side.AGENT, 0, Optional.empty());
    static final CallEnd HUNG_UP_THERE = new CallEnd(Cause.HUNG_UP, Side.FAR_END, 0, Optional.empty());
    static final CallEnd CANCELLED = new CallEnd(Cause.CANCELLED, Side.AGENT, 0, Optional.empty());
    static final CallEnd NOBODY_ANSWERED =
            new CallEnd(Cause.NO_ANSWER, Side.FAR_END, 0, Optional.of(ErrorCode.NO_ANSWER));
    static final CallEnd NO_RESPONSE =
            new CallEnd(Cause.NO_RESPONSE, Side.NETWORK, 0, Optional.of(ErrorCode.NO_RESPONSE));
    static final CallEnd MEDIA_NOT_ACCEPTED =
            new CallEnd(Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, 0, Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));
    static final CallEnd ACK_LOST =
            new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, 0, Optional.of(ErrorCode.CONNECTION_LOST));

    /** RFC 3261 §12.2.1.2: the far end answers a re-INVITE with 408 or 481, or not at all. */
    static final CallEnd DIALOG_GONE =
            new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, 0, Optional.of(ErrorCode.CONNECTION_LOST));

    /** RFC 4028 §10: the session was not refreshed in time. */
    static final CallEnd SESSION_EXPIRED =
            new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, 0, Optional.of(ErrorCode.CONNECTION_LOST));

    /** Another call has taken its place: the far end connected us with somebody else (RFC 3891). */
    static final CallEnd REPLACED = new CallEnd(Cause.TRANSFERRED, Side.FAR_END, 0, Optional.empty());

    /** The far end has reached whom we sent it to. */
    static final CallEnd TRANSFERRED = new CallEnd(Cause.TRANSFERRED, Side.AGENT, 0, Optional.empty());

    /** The caller was sent to somebody else while it rang here, or before. */
    static final CallEnd FORWARDED = new CallEnd(Cause.TRANSFERRED, Side.AGENT, 302, Optional.empty());

    /** RFC 3326: tells the peer why a call is dropped right after its answer. */
    static final Optional<String> REASON_488 = Optional.of("SIP;cause=488;text=\"Not Acceptable Here\"");

    private Ending() {}

    static CallEnd connectionLost(ErrorCode error) {
        return new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, 0, Optional.of(error));
    }

    /** Nothing was sent in the clear: the call ends before anybody said a word. */
    static CallEnd notSecured(ErrorCode error) {
        return new CallEnd(Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, 0, Optional.of(error));
    }

    static CallEnd phoneFailed(ErrorCode error, int sipStatus) {
        return new CallEnd(Cause.LOCAL_FAILURE, Side.PHONE, sipStatus, Optional.of(error));
    }

    /** The caller gave up before we answered. */
    static CallEnd missed(Optional<String> reason, int sipStatus) {
        String text = reason.orElse("");
        Cause cause = Reasons.answeredElsewhere(text)
                ? Cause.ANSWERED_ELSEWHERE
                : Reasons.declinedElsewhere(text) ? Cause.DECLINED : Cause.MISSED;
        return new CallEnd(cause, Side.FAR_END, sipStatus, Optional.empty());
    }

    /** A BYE of the far end, which may say why (RFC 3326). */
    static CallEnd hungUpThere(Optional<String> reason) {
        String text = reason.orElse("");
        int status = Reasons.sip(text).orElse(0);
        if (Reasons.brokeOff(text)) {
            return new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, status, Optional.of(ErrorCode.CONNECTION_LOST));
        }
        if (Reasons.mediaRefused(text)) {
            return new CallEnd(
                    Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, status, Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));
        }
        return HUNG_UP_THERE;
    }

    /** Ends a call that was never answered. */
    static CallStep unanswered(CallState from, CallFacts facts, CallEnd end, Instant now, CallEffect... first) {
        return finish(from, facts, end, Optional.empty(), now, LINGER, first);
    }

    /**
     * Ends a call whose CANCEL nobody has answered yet, because the agent waits no longer. It lingers as long as an answer can still
     * come, so that a 2xx gets its ACK and BYE.
     */
    static CallStep givenUp(CallState from, CallFacts facts, CallEnd end, Instant now) {
        return finish(from, facts, end, Optional.empty(), now, CancellingSteps.GUARD);
    }

    /** Ends a call that was. */
    static CallStep answered(
            CallState from, CallFacts facts, CallEnd end, Instant answeredAt, Instant now, CallEffect... first) {
        return finish(from, facts, end, Optional.of(answeredAt), now, LINGER, first);
    }

    /** Ends a call that failed, and lets the agent hear it. */
    static CallStep failed(CallState from, CallFacts facts, CallEnd end, Instant now, LocalTone tone) {
        CallFacts toned = facts.withToneAlone(tone);
        List<CallEffect> effects = new ArrayList<>();
        from.timers().forEach(timer -> effects.add(new StopTimer(timer)));
        effects.add(new ApplyMedia(toned.plan()));
        effects.add(new Announce(new CallNews.Ended(end, Duration.ZERO)));
        effects.add(new StartTimer(CallTimer.END_TONE, END_TONE));
        return new CallStep(new CallState.EndTone(toned, end, now), effects);
    }

    private static CallStep finish(
            CallState from,
            CallFacts facts,
            CallEnd end,
            Optional<Instant> answeredAt,
            Instant now,
            Duration linger,
            CallEffect... first) {
        List<CallEffect> effects = new ArrayList<>(List.of(first));
        from.timers().stream().sorted().forEach(timer -> effects.add(new StopTimer(timer)));
        effects.add(new ReleaseMedia());
        Duration talked = answeredAt.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
        effects.add(new Announce(new CallNews.Ended(end, talked.isNegative() ? Duration.ZERO : talked)));
        effects.add(new StartTimer(CallTimer.LINGER, linger));
        return new CallStep(new CallState.Ended(facts, end, answeredAt, now), effects);
    }
}
