package org.offhook.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallInput.CallTimer;

/** Between our CANCEL and the final response to the INVITE (RFC 3261 §9.1). */
final class CancellingSteps {
    /** 64·T1: without a final response by then the INVITE counts as cancelled. */
    static final Duration GUARD = Duration.ofSeconds(32);

    private CancellingSteps() {}

    static CallStep step(CallState.Cancelling at, CallInput input, Instant now) {
        return switch (input) {
            // §9.1: the answer won the race: it wants its ACK, and then the BYE that the agent meant
            case CallInput.InviteAnswered answered ->
                Ending.unanswered(
                        at,
                        at.facts(),
                        at.end(),
                        now,
                        new SendAck(answered.dialog(), Optional.empty()),
                        new SendBye(answered.dialog(), Optional.empty()));
            case CallInput.InviteRejected rejected ->
                Ending.unanswered(
                        at, at.facts(), withStatus(at.end(), rejected.response().status()), now);
            case CallInput.InviteTimedOut _, CallInput.TransportFailed _ ->
                Ending.unanswered(at, at.facts(), at.end(), now);
            case CallInput.TimerFired fired ->
                fired.timer() == CallTimer.CANCEL_GUARD
                        ? Ending.unanswered(at, at.facts(), at.end(), now)
                        : CallStep.ignored(at, "timer of another state");
            // the agent waits no longer; what still comes is answered while the ended call lingers
            case CallInput.HangUpRequested _ -> Ending.givenUp(at, at.facts(), at.end(), now);
            case CallInput.DialRequested _,
                    CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.MuteRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _ -> CallStep.to(at); // a late 18x changes nothing any more
            case CallInput.InviteReceived _,
                    CallInput.InviteTurnedAway _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.AckReceived _,
                    CallInput.AckTimedOut _ -> CallStep.ignored(at, "belongs to an incoming call");
            case CallInput.ReinviteReceived offer -> // an UPDATE of an early dialog
                CallStep.to(at, new RespondToReinvite(offer.dialog(), 481, Optional.empty()));
            case CallInput.HandoverInput handover -> HandoverSteps.refused(at, handover, 481);
            case CallInput.ByeReceived _,
                    CallInput.SessionInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.ByeCompleted _,
                    CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _ -> CallStep.ignored(at, "no confirmed dialog");
            case CallInput.MediaReserved _,
                    CallInput.MediaUnavailable _,
                    CallInput.SecuringFailed _,
                    CallInput.DigitReceived _ -> CallStep.ignored(at, "media is of no use to a cancelled call");
        };
    }

    private static CallEnd withStatus(CallEnd end, int status) {
        return new CallEnd(end.cause(), end.side(), status, end.error());
    }
}
