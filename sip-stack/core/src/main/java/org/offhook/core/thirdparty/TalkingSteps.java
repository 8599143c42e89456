package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.BackOff;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.negotiation.SdpWriter;
import org.offhook.core.thirdparty.LegEffect.ApplyMedia;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.LocateMedia;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.RespondToReinvite;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.SendReinvite;
import org.offhook.core.thirdparty.LegEffect.StartTimer;
import org.offhook.core.thirdparty.LegEffect.StopTimer;
import org.offhook.core.thirdparty.LegEffect.TellJoin;
import org.offhook.core.thirdparty.LegEffect.Told;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/** A leg whose media is ours: what the party changes about it, and the beginning of its move to the other party. */
final class TalkingSteps {
    private TalkingSteps() {}

    /** Whose turn the offer is. */
    private enum Exchange {
        NONE,
        AWAITING_ANSWER,
        /** Ours collided and waits. */
        YIELDING
    }

    private record Call(LegState at, DialogId dialog, Negotiation ours, MediaPlan plan, Exchange exchange) {
        LegState.Talking talking(Negotiation next, MediaPlan nextPlan) {
            return new LegState.Talking(dialog, next, nextPlan, at.offered());
        }
    }

    static LegStep step(LegState.Talking at, LegInput input, Instant now) {
        return step(new Call(at, at.dialog(), at.ours(), at.plan(), Exchange.NONE), input, now);
    }

    static LegStep step(LegState.TalkingWithOffer at, LegInput input, Instant now) {
        return step(new Call(at, at.dialog(), at.ours(), at.plan(), Exchange.AWAITING_ANSWER), input, now);
    }

    static LegStep step(LegState.Yielding at, LegInput input, Instant now) {
        Call call = new Call(at, at.dialog(), at.ours(), at.plan(), Exchange.YIELDING);
        LegStep step = step(call, input, now);
        boolean waits = step.next() instanceof LegState.Yielding;
        boolean fired = input instanceof LegInput.TimerFired(LegTimer timer) && timer == LegTimer.GLARE;
        // RFC 3261 §12.2: every request and 2xx of ours tells where we are
        return waits || fired || step.next() instanceof LegState.Over
                ? step
                : step.after(new StopTimer(LegTimer.GLARE));
    }

    private static LegStep step(Call call, LegInput input, Instant now) {
        LegState at = call.at();
        return switch (input) {
            case LegInput.EndRequested _ ->
                Ended.step(at, Ended.HUNG_UP_HERE, new SendBye(call.dialog(), Optional.empty()));
            case LegInput.ByeReceived(DialogId dialog) ->
                dialog.equals(call.dialog())
                        ? Ended.step(at, Ended.HUNG_UP_THERE)
                        : LegStep.ignored(at, "BYE of another dialog");
            case LegInput.DigitReceived(char digit) -> LegStep.to(at, new Report(new LegNews.KeyPressed(digit)));
            case LegInput.ReinviteRequested(Optional<String> sdp) -> move(call, sdp);
            case LegInput.ReinviteReceived(DialogId dialog, Optional<String> sdp) -> reinvited(call, dialog, sdp);
            case LegInput.AckReceived(DialogId dialog, Optional<String> sdp) ->
                dialog.equals(call.dialog()) && call.exchange() == Exchange.AWAITING_ANSWER
                        ? acknowledged(call, sdp)
                        : LegStep.to(at);
            case LegInput.AckTimedOut(DialogId dialog) ->
                dialog.equals(call.dialog())
                        ? Ended.step(
                                at,
                                Ended.connectionLost(ErrorCode.CONNECTION_LOST),
                                new SendBye(dialog, Optional.empty()))
                        : LegStep.ignored(at, "ACK of another dialog");
            case LegInput.SecuringFailed(ErrorCode error) -> // nothing can be said, and nothing goes in the clear
                Ended.step(at, Ended.notSecured(error), new SendBye(call.dialog(), Ended.REASON_488));
            case LegInput.TransportFailed(ErrorCode error) ->
                Ended.step(at, Ended.connectionLost(error), new SendBye(call.dialog(), Optional.empty()));
            case LegInput.Answered(DialogId dialog, Optional<String> sdp) ->
                dialog.equals(call.dialog())
                        ? LegStep.ignored(at, "the same 2xx again")
                        : LegStep.to(at, LegMachine.refused(at, dialog, sdp)); // another fork
            case LegInput.ReinviteAnswered(DialogId dialog, Optional<String> sdp) -> {
                LegEffect ack = new LegEffect.SendAck(dialog, Optional.empty());
                yield dialog.equals(call.dialog()) && call.exchange() == Exchange.AWAITING_ANSWER
                        ? acknowledged(call, sdp).after(ack)
                        : LegStep.to(at, ack);
            }
            case LegInput.ReinviteRejected(DialogId dialog, int status) -> refused(call, dialog, status, now);
            case LegInput.ReinviteTimedOut(DialogId dialog) -> refused(call, dialog, 408, now);
            case LegInput.PathRestored(String address) -> LegStep.to(at, new LocateMedia(address));
            case LegInput.MediaLocated(String address, Optional<ReflexiveAddress> outside) ->
                tell(call, call.ours().at(address, outside));
            case LegInput.MediaRemapped(ReflexiveAddress outside) -> remapped(call, outside);
            case LegInput.TimerFired(LegTimer timer)
            when timer == LegTimer.GLARE && call.exchange() == Exchange.YIELDING -> tell(call, call.ours());
            case LegInput.InviteSent _, LegInput.Progressed _ -> LegStep.to(at); // overtaken by the answer
            case LegInput.CallRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "it is up, with our media");
        };
    }

    /** RFC 3264 §8.3.1: the same sockets at another address. An offer that was open was lost with the way it was on. */
    private static LegStep tell(Call call, Negotiation there) {
        Negotiation.Written offer = there.offer(Direction.SENDRECV);
        return LegStep.to(
                new LegState.TalkingWithOffer(
                        call.dialog(), offer.next(), call.plan(), call.at().offered()),
                new SendReinvite(call.dialog(), Optional.of(offer.sdp())));
    }

    /** Our own address stays, and so does the way of the signalling: an exchange that runs is let finish (RFC 3261 §14.1). */
    private static LegStep remapped(Call call, ReflexiveAddress outside) {
        if (call.plan().stream().flatMap(RtpStream::ice).isPresent()) {
            return LegStep.to(call.at()); // its checks find the new way themselves (RFC 8445 §7.3.1.3)
        }
        Negotiation there = call.ours().at(call.ours().media().address(), Optional.of(outside));
        LegPlan.Offer offered = call.at().offered();
        return switch (call.exchange()) {
            case NONE -> settled(call, there, call.plan());
            case AWAITING_ANSWER ->
                LegStep.to(new LegState.TalkingWithOffer(call.dialog(), there, call.plan(), offered));
            case YIELDING -> LegStep.to(new LegState.Yielding(call.dialog(), there, call.plan(), offered));
        };
    }

    /** Nothing is open any more. What could not be said while it was is said now. */
    private static LegStep settled(Call call, Negotiation next, MediaPlan plan) {
        Call then = new Call(call.talking(next, plan), call.dialog(), next, plan, Exchange.NONE);
        return next.hasMoved() ? tell(then, next) : LegStep.to(then.at());
    }

    /** RFC 3261 §12.2.1.2: 408 and 481 end the dialog; after 491 it is told again; anything else leaves the session as it was (§14.1). */
    private static LegStep refused(Call call, DialogId dialog, int status, Instant now) {
        if (!dialog.equals(call.dialog()) || call.exchange() != Exchange.AWAITING_ANSWER) {
            return LegStep.ignored(call.at(), "no re-INVITE of ours is open");
        }
        return switch (status) {
            case 408, 481 ->
                Ended.step(
                        call.at(),
                        Ended.connectionLost(ErrorCode.CONNECTION_LOST),
                        new SendBye(dialog, Optional.empty()));
            case 491 ->
                LegStep.to(
                        new LegState.Yielding(
                                dialog, call.ours(), call.plan(), call.at().offered()),
                        new StartTimer(LegTimer.GLARE, BackOff.ofOwner(now)));
            default -> settled(call, call.ours(), call.plan());
        };
    }

    /** The other party's description goes out as our next one. While an offer of ours is open, none may follow (RFC 3264 §4). */
    private static LegStep move(Call call, Optional<String> sdp) {
        if (call.exchange() == Exchange.AWAITING_ANSWER) {
            return stays(call, 491);
        }
        Spoken spoken = call.ours()
                .sent()
                .map(said -> Spoken.after(call.ours().sessionId(), call.ours().version(), SdpWriter.write(said)))
                .orElseGet(() -> Spoken.nothing(call.ours().sessionId()));
        Optional<Spoken.Said> said = sdp.flatMap(spoken::offer);
        if (sdp.isPresent() && said.isEmpty()) {
            return stays(call, 488);
        }
        return LegStep.to(
                new LegState.Moving(
                        call.dialog(),
                        call.ours(),
                        call.plan(),
                        said.map(Spoken.Said::next).orElse(spoken),
                        call.at().offered(),
                        Optional.empty()),
                new SendReinvite(call.dialog(), said.map(Spoken.Said::sdp)));
    }

    /** It goes on hearing our sockets, which may have been hushed for the move. */
    private static LegStep stays(Call call, int status) {
        return LegStep.to(call.at(), new ApplyMedia(call.plan()), new TellJoin(new Told.ReinviteRefused(status)));
    }

    private static LegStep reinvited(Call call, DialogId dialog, Optional<String> sdp) {
        LegState at = call.at();
        if (!dialog.equals(call.dialog())) {
            return LegStep.to(at, new RespondToReinvite(dialog, 481, Optional.empty()));
        }
        if (call.exchange() == Exchange.AWAITING_ANSWER) {
            return LegStep.to(at, new RespondToReinvite(dialog, 491, Optional.empty()));
        }
        if (sdp.isEmpty()) {
            Negotiation.Written offer = call.ours().offer(Direction.SENDRECV);
            return LegStep.to(
                    new LegState.TalkingWithOffer(dialog, offer.next(), call.plan(), at.offered()),
                    new RespondToReinvite(dialog, 200, Optional.of(offer.sdp())));
        }
        return switch (call.ours().answer(sdp.get(), Direction.SENDRECV)) {
            case Agreed agreed -> changed(call, agreed).after(new RespondToReinvite(dialog, 200, agreed.sdp()));
            case NotAcceptable refused ->
                LegStep.to(at, new RespondToReinvite(dialog, refused.status(), Optional.empty()));
        };
    }

    /** Without a usable answer the old session stays (RFC 3261 §14.1). */
    private static LegStep acknowledged(Call call, Optional<String> sdp) {
        return sdp.map(call.ours()::readAnswer)
                .flatMap(outcome ->
                        outcome instanceof Agreed agreed ? Optional.of(changed(call, agreed)) : Optional.empty())
                .orElseGet(() -> settled(call, call.ours(), call.plan()));
    }

    private static LegStep changed(Call call, Agreed agreed) {
        MediaPlan plan = LegMachine.plan(call.plan().revision() + 1, agreed);
        return settled(call, agreed.next(), plan).after(new ApplyMedia(plan));
    }
}
