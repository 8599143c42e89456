package org.offhook.practice.farend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.farend.FarEndEffect.Offer;
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
import org.offhook.practice.farend.FarEndScript.Deed;
import org.offhook.practice.farend.FarEndScript.Refuses;
import org.offhook.practice.farend.FarEndScript.RingsForEver;
import org.offhook.practice.farend.FarEndStep.Ignored;
import org.offhook.practice.sound.Sound;

/** Plays one script against one dialog. Pure; timers are effects and come back as inputs, so a late one is simply ignored. */
public final class FarEndMachine {
    /** The longest a practice call lasts. */
    public static final Duration TALK_LIMIT = Duration.ofMinutes(30);

    /** How long a phone that we call may ring. */
    public static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private FarEndMachine() {}

    public static FarEndStep step(FarEndState state, FarEndInput input) {
        return switch (state) {
            case FarEndState.Idle idle -> idle(idle, input);
            case FarEndState.Ringing ringing -> ringing(ringing, input);
            case FarEndState.Answered answered -> answered(answered, input);
            case FarEndState.Talking talking ->
                inSession(talking, talking.script(), deed -> talkingDeed(talking, deed), input);
            case FarEndState.Holding holding ->
                inSession(holding, holding.script(), deed -> holdingDeed(holding, deed), input);
            case FarEndState.HoldAsked asked -> asked(asked, asked.script(), Offer.HOLD, input);
            case FarEndState.ResumeAsked asked -> asked(asked, asked.script(), Offer.RESUME, input);
            case FarEndState.Calling calling -> CallingSteps.calling(calling, calling.script(), false, input);
            case FarEndState.CallRinging ringing -> CallingSteps.calling(ringing, ringing.script(), true, input);
            case FarEndState.CancelWaiting waiting -> CallingSteps.cancelling(waiting, input);
            case FarEndState.Cancelling cancelling -> CallingSteps.cancelling(cancelling, input);
            case FarEndState.HangUpWaiting waiting -> hangUpWaiting(waiting, input);
            case FarEndState.Leaving leaving -> leaving(leaving, input);
            case FarEndState.Gone gone -> gone(gone, input);
        };
    }

    private static FarEndStep idle(FarEndState.Idle state, FarEndInput input) {
        return switch (input) {
            case InviteArrived(FarEndScript script, Optional<String> offer) -> invited(script, offer);
            case CallOrdered(Answers script) ->
                FarEndStep.to(
                        new FarEndState.Calling(script),
                        new FarEndEffect.SendInvite(),
                        new FarEndEffect.StartTimer(new FarEndTimer.CallLimit(), CALL_LIMIT));
            case HangUpOrdered(), DialogFailed() -> finish(Ending.FAILED);
            case AckArrived _,
                    CancelArrived _,
                    ByeArrived _,
                    ReinviteArrived _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep invited(FarEndScript script, Optional<String> offer) {
        FarEndTimer over = new FarEndTimer.RingingOver();
        return switch (script) {
            case Answers answers -> ringingFor(answers, offer, over);
            case Refuses(Duration after, int status) ->
                after.isZero()
                        ? FarEndStep.to(
                                new FarEndState.Gone(),
                                new FarEndEffect.Respond(status),
                                new FarEndEffect.Finish(Ending.FAR_END_REFUSED))
                        : FarEndStep.to(
                                new FarEndState.Ringing(script, offer),
                                new FarEndEffect.Respond(180),
                                new FarEndEffect.StartTimer(over, after));
            case RingsForEver() -> FarEndStep.to(new FarEndState.Ringing(script, offer), new FarEndEffect.Respond(180));
        };
    }

    private static FarEndStep ringingFor(Answers script, Optional<String> offer, FarEndTimer over) {
        FarEndState next = new FarEndState.Ringing(script, offer);
        FarEndEffect timer = new FarEndEffect.StartTimer(over, script.ringFor());
        return switch (script.ringing()) {
            case FarEndScript.Ringing.EarlyMedia(var sound)
            when offer.isPresent() ->
                FarEndStep.to(
                        next, new FarEndEffect.RespondWithSession(183, offer), new FarEndEffect.Play(sound), timer);
            // An unreliable provisional response cannot carry an offer (RFC 3261 §13.2.1), so without theirs it just
            // rings.
            case FarEndScript.Ringing.EarlyMedia _, FarEndScript.Ringing.Plain _ ->
                FarEndStep.to(next, new FarEndEffect.Respond(180), timer);
        };
    }

    private static FarEndStep ringing(FarEndState.Ringing state, FarEndInput input) {
        return switch (input) {
            case TimerFired(FarEndTimer.RingingOver()) ->
                switch (state.script()) {
                    case Answers answers ->
                        FarEndStep.to(
                                new FarEndState.Answered(answers),
                                new FarEndEffect.RespondWithSession(200, state.offer()),
                                new FarEndEffect.Play(answers.sound()));
                    case Refuses(Duration after, int status) -> refuse(status, Ending.FAR_END_REFUSED);
                    case RingsForEver() -> outOfPlace(state);
                };
            case CancelArrived(), ByeArrived() -> refuse(487, Ending.PHONE_CANCELLED);
            case HangUpOrdered() -> refuse(480, Ending.FAR_END_REFUSED);
            case DialogFailed() -> refuse(500, Ending.FAILED);
            case InviteArrived _,
                    AckArrived _,
                    ReinviteArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep answered(FarEndState.Answered state, FarEndInput input) {
        return switch (input) {
            case AckArrived(Optional<String> answer) -> {
                List<FarEndEffect> effects = new ArrayList<>();
                answer.ifPresent(sdp -> effects.add(new FarEndEffect.TakeAnswer(sdp)));
                yield connected(state.script(), effects);
            }
            case ByeArrived() -> finish(Ending.PHONE_HUNG_UP);
            case HangUpOrdered() -> FarEndStep.to(new FarEndState.HangUpWaiting());
            case DialogFailed() -> leave(Ending.FAILED);
            case ReinviteArrived _ -> FarEndStep.to(state, new FarEndEffect.RefuseReinvite(491));
            case InviteArrived _,
                    CancelArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    static FarEndStep connected(Answers script, List<FarEndEffect> effects) {
        effects.add(new FarEndEffect.NoteConnected());
        effects.add(new FarEndEffect.StartTimer(new FarEndTimer.TalkLimit(), TALK_LIMIT));
        for (int index = 0; index < script.acts().size(); index++) {
            effects.add(new FarEndEffect.StartTimer(
                    new FarEndTimer.ActDue(index), script.acts().get(index).afterAnswer()));
        }
        return new FarEndStep(new FarEndState.Talking(script), List.copyOf(effects), Optional.empty());
    }

    /** The call is up, on hold or not: that only matters for what it does by itself. */
    private static FarEndStep inSession(
            FarEndState state, Answers script, Function<Deed, FarEndStep> deeds, FarEndInput input) {
        return switch (input) {
            case TimerFired(FarEndTimer.ActDue(int index))
            when inScript(script, index) -> deeds.apply(deed(script, index));
            case DeedOrdered(Deed deed) -> deeds.apply(deed);
            case TimerFired(FarEndTimer.TalkLimit()), HangUpOrdered() -> leave(Ending.FAR_END_HUNG_UP);
            case ByeArrived() -> finish(Ending.PHONE_HUNG_UP);
            case DialogFailed() -> leave(Ending.FAILED);
            case ReinviteArrived(Optional<String> offer) ->
                FarEndStep.to(state, new FarEndEffect.AnswerReinvite(offer));
            case AckArrived(Optional<String> answer) -> reinviteConfirmed(state, answer);
            case InviteArrived _,
                    CancelArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep talkingDeed(FarEndState.Talking state, Deed deed) {
        return switch (deed) {
            case Deed.Hold() ->
                FarEndStep.to(new FarEndState.HoldAsked(state.script()), new FarEndEffect.SendReinvite(Offer.HOLD));
            case Deed.Resume() -> outOfPlace(state);
            case Deed.HangUp() -> leave(Ending.FAR_END_HUNG_UP);
            case Deed.KeyDigits(String digits) -> FarEndStep.to(state, new FarEndEffect.KeyDigits(digits));
            case Deed.AskForCallBack(Duration delay) -> FarEndStep.to(state, new FarEndEffect.AskForCallBack(delay));
        };
    }

    private static FarEndStep holdingDeed(FarEndState.Holding state, Deed deed) {
        return switch (deed) {
            case Deed.Resume() ->
                FarEndStep.to(new FarEndState.ResumeAsked(state.script()), new FarEndEffect.SendReinvite(Offer.RESUME));
            case Deed.HangUp() -> leave(Ending.FAR_END_HUNG_UP);
            case Deed.AskForCallBack(Duration delay) -> FarEndStep.to(state, new FarEndEffect.AskForCallBack(delay));
            case Deed.Hold(), Deed.KeyDigits _ -> outOfPlace(state);
        };
    }

    /** Our re-INVITE is out. A BYE may cross it, and wins. */
    private static FarEndStep asked(FarEndState state, Answers script, Offer offer, FarEndInput input) {
        FarEndState agreed = switch (offer) {
            case HOLD -> new FarEndState.Holding(script);
            case RESUME -> new FarEndState.Talking(script);
        };
        FarEndState asBefore = switch (offer) {
            case HOLD -> new FarEndState.Talking(script);
            case RESUME -> new FarEndState.Holding(script);
        };
        return switch (input) {
            case InviteAnswered(Optional<String> answer) -> {
                List<FarEndEffect> effects = new ArrayList<>();
                effects.add(new FarEndEffect.SendAck());
                answer.ifPresent(sdp -> effects.add(new FarEndEffect.TakeAnswer(sdp)));
                effects.add(new FarEndEffect.Play(
                        switch (offer) {
                            case HOLD -> new Sound.Silence();
                            case RESUME -> script.sound();
                        }));
                yield new FarEndStep(agreed, List.copyOf(effects), Optional.empty());
            }
            // 408 and 481 end the dialog (RFC 3261 §12.2.1.2); after any other refusal the session goes on unchanged
            // (§14.1).
            case InviteRefused(int status) ->
                status == 408 || status == 481
                        ? leave(Ending.FAILED)
                        : FarEndStep.to(asBefore, new FarEndEffect.WithdrawOffer(offer));
            case ReinviteArrived _ -> FarEndStep.to(state, new FarEndEffect.RefuseReinvite(491));
            case TimerFired(FarEndTimer.ActDue(int index))
            when inScript(script, index) && deed(script, index) instanceof Deed.HangUp -> leave(Ending.FAR_END_HUNG_UP);
            case DeedOrdered(Deed.HangUp()) -> leave(Ending.FAR_END_HUNG_UP);
            case TimerFired(FarEndTimer.TalkLimit()), HangUpOrdered() -> leave(Ending.FAR_END_HUNG_UP);
            case ByeArrived() -> finish(Ending.PHONE_HUNG_UP);
            case DialogFailed() -> leave(Ending.FAILED);
            case InviteArrived _,
                    AckArrived _,
                    CancelArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    ByeCompleted _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep hangUpWaiting(FarEndState.HangUpWaiting state, FarEndInput input) {
        return switch (input) {
            case AckArrived _ -> leave(Ending.FAR_END_HUNG_UP);
            case ByeArrived() -> finish(Ending.PHONE_HUNG_UP);
            case DialogFailed() -> leave(Ending.FAILED);
            case ReinviteArrived _ -> FarEndStep.to(state, new FarEndEffect.RefuseReinvite(491));
            case InviteArrived _,
                    CancelArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    HangUpOrdered _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep leaving(FarEndState.Leaving state, FarEndInput input) {
        return switch (input) {
            case ByeCompleted(), ByeArrived(), DialogFailed() -> finish(state.ending());
            case ReinviteArrived _ -> FarEndStep.to(state, new FarEndEffect.RefuseReinvite(481));
            // A re-INVITE of ours that our BYE overtook still wants its ACK (RFC 3261 §13.2.2.4).
            case InviteAnswered _ -> FarEndStep.to(state, new FarEndEffect.SendAck());
            case InviteArrived _,
                    AckArrived _,
                    CancelArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteRefused _,
                    HangUpOrdered _,
                    DeedOrdered _,
                    TimerFired _ -> outOfPlace(state);
        };
    }

    private static FarEndStep gone(FarEndState.Gone state, FarEndInput input) {
        return switch (input) {
            case ReinviteArrived _ -> FarEndStep.to(state, new FarEndEffect.RefuseReinvite(481));
            case InviteArrived _,
                    AckArrived _,
                    CancelArrived _,
                    ByeArrived _,
                    CallOrdered _,
                    ProvisionalArrived _,
                    InviteAnswered _,
                    InviteRefused _,
                    ByeCompleted _,
                    DialogFailed _,
                    HangUpOrdered _,
                    DeedOrdered _,
                    TimerFired _ -> FarEndStep.ignore(state, Ignored.GONE);
        };
    }

    /** The ACK to our 2xx to the phone's re-INVITE; it carries SDP only when that re-INVITE had none. */
    private static FarEndStep reinviteConfirmed(FarEndState state, Optional<String> answer) {
        return answer.isPresent()
                ? FarEndStep.to(state, new FarEndEffect.TakeAnswer(answer.get()))
                : FarEndStep.to(state);
    }

    private static boolean inScript(Answers script, int index) {
        return index >= 0 && index < script.acts().size();
    }

    private static Deed deed(Answers script, int index) {
        return script.acts().get(index).deed();
    }

    static FarEndStep leave(Ending ending) {
        return FarEndStep.to(new FarEndState.Leaving(ending), new FarEndEffect.SendBye());
    }

    private static FarEndStep refuse(int status, Ending ending) {
        return FarEndStep.to(new FarEndState.Gone(), new FarEndEffect.Respond(status), new FarEndEffect.Finish(ending));
    }

    static FarEndStep finish(Ending ending) {
        return FarEndStep.to(new FarEndState.Gone(), new FarEndEffect.Finish(ending));
    }

    static FarEndStep outOfPlace(FarEndState state) {
        return FarEndStep.ignore(state, Ignored.OUT_OF_PLACE);
    }
}
