package org.offhook.core.call;

import java.util.Optional;
import org.offhook.core.call.CallEffect.ForgetCall;
import org.offhook.core.call.CallEffect.ReleaseMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;

/** After the end: what is still on its way gets the answer that the RFC wants, and nothing else happens. */
final class EndedSteps {
    private EndedSteps() {}

    static CallStep step(CallState.EndTone at, CallInput input) {
        if (input.equals(new CallInput.TimerFired(CallTimer.END_TONE))) {
            return quiet(at);
        }
        return input instanceof CallInput.HangUpRequested
                ? quiet(at).after(new StopTimer(CallTimer.END_TONE))
                : late(at, input);
    }

    static CallStep step(CallState.Ended at, CallInput input) {
        return input.equals(new CallInput.TimerFired(CallTimer.LINGER))
                ? CallStep.to(new CallState.Gone(), new ForgetCall())
                : late(at, input);
    }

    private static CallStep quiet(CallState.EndTone at) {
        return CallStep.to(
                new CallState.Ended(at.facts(), at.end(), Optional.empty(), at.endedAt()),
                new ReleaseMedia(),
                new StartTimer(CallTimer.LINGER, Ending.LINGER));
    }

    /** RFC 3261 §13.2.2.4: a 2xx that comes this late still wants its ACK, and its dialog a BYE. */
    private static CallStep late(CallState at, CallInput input) {
        return switch (input) {
            case CallInput.InviteAnswered answered ->
                CallStep.to(
                        at,
                        new SendAck(answered.dialog(), Optional.empty()),
                        new SendBye(answered.dialog(), Optional.empty()));
            case CallInput.ReinviteAnswered answered -> // it crossed the BYE, and still wants its ACK
                CallStep.to(at, new SendAck(answered.dialog(), Optional.empty()));
            case CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _ -> CallStep.to(at);
            case CallInput.ReinviteReceived reinvite ->
                CallStep.to(at, new RespondToReinvite(reinvite.dialog(), 481, Optional.empty()));
            case CallInput.HandoverInput handover -> HandoverSteps.refused(at, handover, 481);
            case CallInput.MediaReserved _ -> CallStep.to(at, new ReleaseMedia()); // it came after we had given up
            case CallInput.ByeReceived _, CallInput.ByeCompleted _, CallInput.AckReceived _ ->
                CallStep.to(at); // BYEs that cross, and what ends a transaction, are the ordinary end of things
            case CallInput.HangUpRequested _ -> CallStep.to(at); // it is what was wanted
            case CallInput.DialRequested _,
                    CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.MuteRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _,
                    CallInput.InviteRejected _,
                    CallInput.InviteTimedOut _,
                    CallInput.InviteReceived _,
                    CallInput.InviteTurnedAway _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.SessionInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.AckTimedOut _,
                    CallInput.TransportFailed _,
                    CallInput.MediaUnavailable _,
                    CallInput.SecuringFailed _,
                    CallInput.DigitReceived _,
                    CallInput.TimerFired _ -> CallStep.ignored(at, "the call is over");
        };
    }
}
