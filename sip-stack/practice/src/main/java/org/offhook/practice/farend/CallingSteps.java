package org.offhook.practice.farend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.farend.FarEndInput.AckArrived;
import org.offhook.practice.farend.FarEndInput.ByeArrived;
import org.offhook.practice.farend.FarEndInput.ByeCompleted;
import org.offhook.practice.farend.FarEndInput.CallOrdered;
import org.offhook.practice.farend.FarEndInput.CancelArrived;
import org.offhook.practice.farend.FarEndInput.DeedOrdered;
import org.offhook.practice.farend.FarEndInput.DialogFailed;
import org.offhook.practice.farend.FarEndInput.HangUpOrdered;
import org.offhook.practice.farend.FarEndInput.InviteAnswered;
import org.offhook.practice.farend.FarEndInput.InviteArrived;
import org.offhook.practice.farend.FarEndInput.InviteRefused;
import org.offhook.practice.farend.FarEndInput.ProvisionalArrived;
import org.offhook.practice.farend.FarEndInput.ReinviteArrived;
import org.offhook.practice.farend.FarEndInput.TimerFired;
import org.offhook.practice.farend.FarEndScript.Answers;

/** The exchange calls the phone: from our INVITE to its answer, and giving up on it. */
final class CallingSteps {
    private CallingSteps() {}

    static FarEndStep calling(FarEndState state, Answers script, boolean rang, FarEndInput input) {
        return switch (input) {
            case ProvisionalArrived() -> FarEndStep.to(new FarEndState.CallRinging(script));
            case InviteAnswered(Optional<String> answer) -> {
                if (answer.isEmpty()) {
                    // Our INVITE carried the offer, so a 2xx without an answer leaves no session (RFC 3261 §13.2.2.4).
                    yield FarEndStep.to(
                            new FarEndState.Leaving(Ending.FAILED),
                            new FarEndEffect.SendAck(),
                            new FarEndEffect.SendBye());
                }
                List<FarEndEffect> effects = new ArrayList<>();
                effects.add(new FarEndEffect.SendAck());
                effects.add(new FarEndEffect.TakeAnswer(answer.get()));
                effects.add(new FarEndEffect.Play(script.sound()));
                yield FarEndMachine.connected(script, effects);
            }
            case InviteRefused _ -> FarEndMachine.finish(Ending.PHONE_REFUSED);
            case DialogFailed() -> FarEndMachine.finish(Ending.FAILED);
            case TimerFired(FarEndTimer.CallLimit()), HangUpOrdered() ->
                rang
                        ? FarEndStep.to(new FarEndState.Cancelling(), new FarEndEffect.SendCancel())
                        : FarEndStep.to(new FarEndState.CancelWaiting());
            case InviteArrived _,
                    AckArrived _,
                    CancelArrived _,
                    ByeArrived _,
                    ReinviteArrived _,
                    CallOrdered _,
                    ByeCompleted _,
                    DeedOrdered _,
                    TimerFired _ -> FarEndMachine.outOfPlace(state);
        };
    }

    static FarEndStep cancelling(FarEndState state, FarEndInput input) {
        return switch (input) {
            case ProvisionalArrived() ->
                state instanceof FarEndState.CancelWaiting
                        ? FarEndStep.to(new FarEndState.Cancelling(), new FarEndEffect.SendCancel())
                        : FarEndMachine.outOfPlace(state);
            // The 200 crossed our CANCEL: the call exists, so take it and end it (RFC 3261 §9.1, §15).
            case InviteAnswered _ ->
                FarEndStep.to(
                        new FarEndState.Leaving(Ending.NOT_ANSWERED),
                        new FarEndEffect.SendAck(),
                        new FarEndEffect.SendBye());
            case InviteRefused _ -> FarEndMachine.finish(Ending.NOT_ANSWERED);
            case DialogFailed() -> FarEndMachine.finish(Ending.FAILED);
            case InviteArrived _,
                    AckArrived _,
                    CancelArrived _,
                    ByeArrived _,
                    ReinviteArrived _,
                    CallOrdered _,
                    ByeCompleted _,
                    HangUpOrdered _,
                    DeedOrdered _,
                    TimerFired _ -> FarEndMachine.outOfPlace(state);
        };
    }
}
