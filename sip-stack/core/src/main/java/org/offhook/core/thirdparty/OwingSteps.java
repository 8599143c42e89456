package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.thirdparty.LegEffect.ApplyMedia;
import org.offhook.core.thirdparty.LegEffect.LocateMedia;
import org.offhook.core.thirdparty.LegEffect.ReserveMedia;
import org.offhook.core.thirdparty.LegEffect.RespondToReinvite;
import org.offhook.core.thirdparty.LegEffect.SendAck;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.StopTimer;
import org.offhook.core.thirdparty.LegEffect.TellJoin;
import org.offhook.core.thirdparty.LegEffect.Told;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/** A leg whose 2xx has made an offer: the ACK with the answer is owed, be it the other party's or our own. */
final class OwingSteps {
    private OwingSteps() {}

    static LegStep step(LegState.Owing at, LegInput input) {
        return switch (input) {
            case LegInput.AckRequested(Optional<String> sdp) -> paid(at, sdp);
            case LegInput.MediaRequested _ ->
                LegStep.to(new LegState.OwingOurs(at.dialog(), at.offer(), at.movedTo()), new ReserveMedia());
            case LegInput.PathRestored(String address) ->
                LegStep.to(new LegState.Owing(at.dialog(), at.offer(), at.spoken(), Optional.of(address)));
            case LegInput.CallRequested _,
                    LegInput.EndRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.InviteSent _,
                    LegInput.Progressed _,
                    LegInput.Answered _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.TransportFailed _,
                    LegInput.ByeReceived _,
                    LegInput.ReinviteReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> either(at, at.dialog(), at.offer(), input);
        };
    }

    /** @param now names our SDP session */
    static LegStep step(LegState.OwingOurs at, LegInput input, Instant now) {
        return switch (input) {
            case LegInput.MediaReserved(LocalMedia media) -> answered(at, media, now);
            case LegInput.PathRestored(String address) ->
                LegStep.to(new LegState.OwingOurs(at.dialog(), at.offer(), Optional.of(address)));
            case LegInput.MediaUnavailable(ErrorCode error) ->
                ended(at, at.dialog(), at.offer(), Ended.failedHere(error));
            case LegInput.CallRequested _,
                    LegInput.EndRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.DigitReceived _,
                    LegInput.InviteSent _,
                    LegInput.Progressed _,
                    LegInput.Answered _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.TransportFailed _,
                    LegInput.ByeReceived _,
                    LegInput.ReinviteReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> either(at, at.dialog(), at.offer(), input);
        };
    }

    /** What means the same whoever answers. */
    private static LegStep either(LegState at, DialogId dialog, String offer, LegInput input) {
        return switch (input) {
            case LegInput.EndRequested _ -> ended(at, dialog, offer, Ended.HUNG_UP_HERE);
            case LegInput.TimerFired(LegTimer timer)
            when timer == LegTimer.ACK_LIMIT -> ended(at, dialog, offer, Ended.HUNG_UP_HERE);
            case LegInput.TransportFailed(ErrorCode error) -> ended(at, dialog, offer, Ended.connectionLost(error));
            case LegInput.ReinviteReceived(DialogId of, Optional<String> _) ->
                LegStep.to(at, new RespondToReinvite(of, 491, Optional.empty())); // its own offer is still open
            case LegInput.ByeReceived _, LegInput.Answered _, LegInput.AckTimedOut _ ->
                CrossedSteps.inDialog(at, dialog, input);
            case LegInput.InviteSent _, LegInput.Progressed _ -> LegStep.to(at);
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.AckReceived _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "its offer waits for an answer");
        };
    }

    private static LegStep paid(LegState.Owing at, Optional<String> sdp) {
        return sdp.flatMap(at.spoken()::answer)
                .map(said -> paid(at, new LegState.Crossed(at.dialog(), said.next(), LegPlan.Offer.NONE))
                        .after(new SendAck(at.dialog(), Optional.of(said.sdp())), new StopTimer(LegTimer.ACK_LIMIT)))
                .orElseGet(() -> ended(at, at.dialog(), at.offer(), Ended.MEDIA_NOT_ACCEPTED));
    }

    /** An ACK refreshes no target (RFC 3261 §12.2): who has moved says so after it. */
    private static LegStep paid(LegState.Owing at, LegState.Crossed next) {
        return at.movedTo().isPresent() ? TellingSteps.tell(next) : LegStep.to(next);
    }

    private static LegStep answered(LegState.OwingOurs at, LocalMedia media, Instant now) {
        if (Negotiation.of(media, now.toEpochMilli()).answer(at.offer(), Direction.SENDRECV) instanceof Agreed agreed) {
            MediaPlan plan = LegMachine.plan(1, agreed);
            LegState.Talking next = new LegState.Talking(at.dialog(), agreed.next(), plan, LegPlan.Offer.NONE);
            LegStep step = at.movedTo()
                    .map(address -> LegStep.to(next, new LocateMedia(address)))
                    .orElseGet(() -> LegStep.to(next));
            return step.after(
                    new SendAck(at.dialog(), agreed.sdp()),
                    new StopTimer(LegTimer.ACK_LIMIT),
                    new ApplyMedia(plan),
                    new TellJoin(new Told.MediaTaken()));
        }
        return ended(at, at.dialog(), at.offer(), Ended.MEDIA_NOT_ACCEPTED);
    }

    /** The 2xx gets its ACK whatever happens, and its offer an answer. */
    private static LegStep ended(LegState at, DialogId dialog, String offer, CallEnd end) {
        return Ended.step(
                at,
                end,
                new SendAck(dialog, Optional.of(Spoken.refusal(offer))),
                new SendBye(dialog, Ended.REASON_488));
    }
}
