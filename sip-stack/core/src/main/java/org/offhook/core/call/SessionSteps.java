package org.offhook.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.SendUpdate;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.SessionInput;
import org.offhook.core.call.SessionTerms.Refresh;
import org.offhook.core.call.SessionTerms.Refresher;
import org.offhook.core.negotiation.Negotiation;

/**
 * The session timer (RFC 4028): a session that is not refreshed in time is ended with BYE, so that no call outlives the network that
 * carried it. Every INVITE and UPDATE of either side refreshes; when there is none, whoever was agreed on sends one for that alone.
 */
final class SessionSteps {
    /** Between attempts to refresh: an exchange that runs, or that has just collided, is over by then. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private SessionSteps() {}

    static CallStep step(Session call, SessionInput input, Instant now) {
        return switch (input) {
            case CallInput.SessionTimed(DialogId dialog, Optional<SessionTerms> terms) ->
                dialog.equals(call.dialog())
                        ? timed(call.facts(), terms, now, call::with)
                        : CallStep.ignored(call.at(), "session of another dialog");
            case CallInput.RefreshRefused(DialogId dialog, int status) ->
                dialog.equals(call.dialog()) && call.facts().clock() instanceof SessionClock.Asked(Instant until)
                        ? refused(call, status, until, now)
                        : CallStep.ignored(call.at(), "no UPDATE of ours is open");
        };
    }

    /** The clock starts anew with every exchange that agreed on an interval, and stops with one that did not. */
    static CallStep timed(
            CallFacts facts, Optional<SessionTerms> terms, Instant now, Function<CallFacts, CallState> with) {
        CallState next = with.apply(facts.withClock(SessionClock.of(terms, now)));
        if (terms.isPresent()) {
            SessionTerms agreed = terms.get();
            Duration first = agreed.refresher() == Refresher.US ? agreed.half() : agreed.limit();
            return CallStep.to(next, new StartTimer(CallTimer.SESSION, first));
        }
        return facts.clock().runs() ? CallStep.to(next, new StopTimer(CallTimer.SESSION)) : CallStep.to(next);
    }

    static CallStep due(Session call, Instant now) {
        return switch (call.facts().clock()) {
            case SessionClock.Unlimited _ -> CallStep.ignored(call.at(), "the session has no timer");
            case SessionClock.Theirs _ -> call.lost(Ending.SESSION_EXPIRED, now);
            case SessionClock.Asked _ -> call.lost(Ending.SESSION_EXPIRED, now);
            case SessionClock.Ours(Instant until, Refresh by) ->
                now.isBefore(until) ? refresh(call, until, by, now) : call.lost(Ending.SESSION_EXPIRED, now);
        };
    }

    private static CallStep refresh(Session call, Instant until, Refresh by, Instant now) {
        if (call.exchange() != Session.Exchange.NONE) { // it refreshes as well, if it succeeds
            return CallStep.to(call.at(), again(until, now));
        }
        return switch (by) {
            case UPDATE ->
                CallStep.to(
                        call.with(call.facts().withClock(new SessionClock.Asked(until))),
                        new SendUpdate(call.dialog()),
                        new StartTimer(CallTimer.SESSION, Duration.between(now, until)));
            case REINVITE -> {
                Negotiation.Written same = call.agreed().repeat(); // §7.4: nothing of the session changes
                yield CallStep.to(
                        new CallState.Reoffering(
                                call.facts().withClock(new SessionClock.Ours(until, by)),
                                same.next(),
                                call.agreed(),
                                call.dialog(),
                                call.answeredAt(),
                                CallState.Purpose.SIGN_OF_LIFE),
                        new SendReinvite(call.dialog(), same.sdp()),
                        again(until, now));
            }
        };
    }

    /** §10: 408 and 481 say that the far end is gone; whoever knows no UPDATE takes INVITE; the rest may pass. */
    private static CallStep refused(Session call, int status, Instant until, Instant now) {
        return switch (status) {
            case 408, 481 -> call.lost(Ending.DIALOG_GONE, now);
            case 405, 501 -> {
                SessionClock byInvite = new SessionClock.Ours(until, Refresh.REINVITE);
                CallState next = call.with(call.facts().withClock(byInvite));
                yield CallStep.to(next, new StartTimer(CallTimer.SESSION, Duration.ZERO));
            }
            default ->
                CallStep.to(
                        call.with(call.facts().withClock(new SessionClock.Ours(until, Refresh.UPDATE))),
                        again(until, now));
        };
    }

    private static StartTimer again(Instant until, Instant now) {
        Duration left = Duration.between(now, until);
        Duration wait = left.compareTo(AGAIN) < 0 ? left : AGAIN;
        return new StartTimer(CallTimer.SESSION, wait.isNegative() ? Duration.ZERO : wait);
    }
}
