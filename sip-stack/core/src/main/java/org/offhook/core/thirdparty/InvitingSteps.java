package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallFailures;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.thirdparty.LegEffect.ApplyMedia;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.RespondToReinvite;
import org.offhook.core.thirdparty.LegEffect.SendAck;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.SendCancel;
import org.offhook.core.thirdparty.LegEffect.StartTimer;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/** A leg whose INVITE is out: what its party plays before the answer, and the answer. */
final class InvitingSteps {
    private InvitingSteps() {}

    /** What Inviting and Ringing have in common: the latter only knows better why nobody answered. */
    private record Call(
            LegState at, Optional<Negotiation> ours, boolean rang, int revision, Map<DialogId, Agreed> previews) {
        Optional<Agreed> preview(DialogId dialog) {
            return Optional.ofNullable(previews.get(dialog));
        }
    }

    static LegStep step(LegState.Inviting at, LegInput input, Instant now) {
        return step(new Call(at, at.ours(), false, 0, Map.of()), input, now);
    }

    static LegStep step(LegState.Ringing at, LegInput input, Instant now) {
        return step(new Call(at, at.ours(), true, at.revision(), at.previews()), input, now);
    }

    private static LegStep step(Call call, LegInput input, Instant now) {
        LegState at = call.at();
        return switch (input) {
            case LegInput.InviteSent(String callId) -> LegStep.to(at, new Report(new LegNews.Placed(callId)));
            case LegInput.Progressed(int _, Optional<DialogId> dialog, Optional<String> sdp) ->
                progressed(call, dialog, sdp);
            case LegInput.Answered(DialogId dialog, Optional<String> sdp) ->
                call.ours().isPresent() ? answered(call, dialog, sdp) : offered(at, dialog, sdp, now);
            case LegInput.ReinviteReceived(DialogId dialog, Optional<String> sdp) -> updated(call, dialog, sdp);
            case LegInput.Rejected(var response) -> Ended.step(at, CallFailures.of(response, call.rang()));
            case LegInput.TimedOut _ -> Ended.step(at, Ended.NO_RESPONSE);
            case LegInput.TransportFailed(var error) -> Ended.step(at, Ended.connectionLost(error));
            case LegInput.EndRequested _ ->
                LegStep.to(
                        new LegState.Cancelling(call.ours()),
                        new SendCancel(),
                        new StartTimer(LegTimer.CANCEL_GUARD, LegMachine.CANCEL_GUARD));
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.ByeReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "nobody has answered");
        };
    }

    /** Early media is decided by SDP, each To tag for itself (RFC 3960 §3.2). What is no answer only means that it rings. */
    private static LegStep progressed(Call call, Optional<DialogId> dialog, Optional<String> sdp) {
        Optional<Agreed> early = dialog.flatMap(of -> sdp.flatMap(text -> readAnswer(call, text, call.preview(of))));
        if (early.isPresent()) {
            return plays(call, dialog.orElseThrow(), early.get());
        }
        return call.rang()
                ? LegStep.to(call.at())
                : LegStep.to(new LegState.Ringing(call.ours(), 0, Map.of()), new Report(new LegNews.Rings()));
    }

    /** The latest early answer plays: a forked call may ring in several places. */
    private static LegStep plays(Call call, DialogId dialog, Agreed early) {
        if (early.equals(call.previews().get(dialog))) {
            return LegStep.to(call.at()); // the same answer again, as a repeated response carries it
        }
        Map<DialogId, Agreed> previews = new HashMap<>(call.previews());
        previews.put(dialog, early);
        int revision = call.revision() + 1;
        LegState next = new LegState.Ringing(call.ours(), revision, previews);
        ApplyMedia plays = new ApplyMedia(LegMachine.plan(revision, early));
        return revision == 1 ? LegStep.to(next, plays, new Report(new LegNews.PlaysEarly())) : LegStep.to(next, plays);
    }

    /** UPDATE in an early dialog (RFC 3311 §5.2): a new offer is possible once ours has been answered there. */
    private static LegStep updated(Call call, DialogId dialog, Optional<String> sdp) {
        Optional<Agreed> before = call.preview(dialog);
        if (before.isEmpty() || sdp.isEmpty()) {
            return LegStep.to(call.at(), new RespondToReinvite(dialog, 491, Optional.empty()));
        }
        return switch (before.get().next().answer(sdp.get(), Direction.SENDRECV)) {
            case Agreed agreed -> plays(call, dialog, agreed).after(new RespondToReinvite(dialog, 200, agreed.sdp()));
            case NotAcceptable refused ->
                LegStep.to(call.at(), new RespondToReinvite(dialog, refused.status(), Optional.empty()));
        };
    }

    /** The ACK goes out at once: our media is there, whatever becomes of the other leg. A 2xx without SDP confirms its early answer. */
    private static LegStep answered(Call call, DialogId dialog, Optional<String> sdp) {
        SendAck ack = new SendAck(dialog, Optional.empty());
        Optional<Agreed> preview = call.preview(dialog);
        // an offer of theirs that we have answered meanwhile has replaced ours, whatever the 2xx repeats
        Optional<Agreed> replaced = preview.filter(early -> early.sdp().isPresent());
        Optional<Agreed> agreed = replaced.or(() -> sdp.isPresent() ? readAnswer(call, sdp.get(), preview) : preview);
        return agreed.map(good -> {
                    MediaPlan plan = LegMachine.plan(call.revision() + 1, good);
                    return LegStep.to(
                            new LegState.Talking(dialog, good.next(), plan, LegPlan.Offer.OURS),
                            ack,
                            new ApplyMedia(plan),
                            new Report(new LegNews.Answered()));
                })
                .orElseGet(() ->
                        Ended.step(call.at(), Ended.MEDIA_NOT_ACCEPTED, ack, new SendBye(dialog, Ended.REASON_488)));
    }

    /** @param before what the same dialog has said already */
    private static Optional<Agreed> readAnswer(Call call, String sdp, Optional<Agreed> before) {
        return call.ours()
                .map(ours -> ours.readAnswer(sdp, before))
                .flatMap(outcome -> outcome instanceof Agreed agreed ? Optional.of(agreed) : Optional.empty());
    }

    /** The ACK is owed until the other party has answered this offer (RFC 3725 §4.4). */
    private static LegStep offered(LegState at, DialogId dialog, Optional<String> sdp, Instant now) {
        return sdp.filter(Spoken::isDescription)
                .map(offer -> LegStep.to(
                        new LegState.Owing(
                                dialog,
                                offer,
                                Spoken.nothing(now.toEpochMilli()).heard(offer),
                                Optional.empty()),
                        new StartTimer(LegTimer.ACK_LIMIT, LegMachine.ACK_LIMIT),
                        new Report(new LegNews.Answered())))
                .orElseGet(() -> Ended.step(
                        at,
                        Ended.MEDIA_NOT_ACCEPTED,
                        new SendAck(dialog, Optional.empty()),
                        new SendBye(dialog, Ended.REASON_488)));
    }
}
