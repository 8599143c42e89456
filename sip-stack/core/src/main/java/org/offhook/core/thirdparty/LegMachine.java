package org.offhook.core.thirdparty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallFailures;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.thirdparty.LegEffect.ApplyMedia;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.ReserveMedia;
import org.offhook.core.thirdparty.LegEffect.SendAck;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.SendCancel;
import org.offhook.core.thirdparty.LegEffect.SendInvite;
import org.offhook.core.thirdparty.LegEffect.StartTimer;
import org.offhook.core.thirdparty.LegEffect.StopTimer;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/**
 * One leg of a third-party call as a pure function (RFC 3725, RFC 3261 §9, §13 to §15).
 *
 * <pre>
 * New ─our offer─▶ Reserving ─socket─▶ Inviting ─18x─▶ Ringing ─2xx─▶ Talking ─re-INVITE─▶ Moving ─2xx, ACK─▶ Crossed
 *  └──no offer─────────────────────────▶ │                │ └─2xx with offer─▶ Owing ────────ACK with answer────▶ │
 *                                        │                │                      └─▶ OwingOurs ─socket, ACK─▶ Talking
 *                                        └── end ──▶ Cancelling ─any final─▶ Over ◀─ BYE in or out ───────────────┘
 * </pre>
 *
 * <p>After a change of our address, Talking asks by TalkingWithOffer and Crossed by CrossedTelling; where that collides with a re-INVITE of
 * the party's, they wait in Yielding and CrossedYielding.
 *
 * <p>A leg is over as soon as its BYE is handed to signalling; a 2xx that comes later gets its ACK and its BYE (§13.2.2.4).
 */
public final class LegMachine {
    /** 64·T1. */
    static final Duration CANCEL_GUARD = Duration.ofSeconds(32);

    /**
     * How long a 2xx with an offer may wait for the other party's answer: longer than a re-INVITE and some back-offs of it, and well within the
     * 64·T1 after which the callee hangs up (RFC 3261 §13.3.1.4).
     */
    static final Duration ACK_LIMIT = Duration.ofSeconds(24);

    private LegMachine() {}

    /**
     * Takes one input.
     *
     * @param now names our SDP session, so it should not stand still
     */
    public static LegStep step(LegState state, LegInput input, Instant now) {
        return switch (state) {
            case LegState.New at -> beginning(at, input);
            case LegState.Reserving at -> reserving(at, input, now);
            case LegState.Inviting(Optional<Negotiation> ours) -> inviting(state, ours, input, now);
            case LegState.Ringing(Optional<Negotiation> ours, int _) -> inviting(state, ours, input, now);
            case LegState.Cancelling at -> cancelling(at, input);
            case LegState.Talking at -> TalkingSteps.step(at, input, now);
            case LegState.TalkingWithOffer at -> TalkingSteps.step(at, input, now);
            case LegState.Yielding at -> TalkingSteps.step(at, input, now);
            case LegState.Moving at -> CrossedSteps.step(at, input);
            case LegState.Owing at -> OwingSteps.step(at, input);
            case LegState.OwingOurs at -> OwingSteps.step(at, input, now);
            case LegState.Crossed at -> CrossedSteps.step(at, input);
            case LegState.CrossedTelling at -> TellingSteps.step(at, input, now);
            case LegState.CrossedYielding at -> TellingSteps.step(at, input);
            case LegState.Over at -> over(at, input);
        };
    }

    private static LegStep beginning(LegState.New at, LegInput input) {
        return switch (input) {
            case LegInput.CallRequested(LegPlan plan) ->
                switch (plan.offer()) {
                    case OURS -> LegStep.to(new LegState.Reserving(plan), new ReserveMedia());
                    case NONE ->
                        LegStep.to(new LegState.Inviting(Optional.empty()), new SendInvite(plan, Optional.empty()));
                };
            case LegInput.EndRequested _ -> Ended.step(at, Ended.CANCELLED);
            case LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
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
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "nobody was called");
        };
    }

    private static LegStep reserving(LegState.Reserving at, LegInput input, Instant now) {
        return switch (input) {
            case LegInput.MediaReserved(LocalMedia media) -> {
                Negotiation.Written offer =
                        Negotiation.of(media, now.toEpochMilli()).offer(Direction.SENDRECV);
                yield LegStep.to(
                        new LegState.Inviting(Optional.of(offer.next())),
                        new SendInvite(at.plan(), Optional.of(offer.sdp())));
            }
            case LegInput.MediaUnavailable(var error) -> Ended.step(at, Ended.failedHere(error));
            case LegInput.EndRequested _ -> Ended.step(at, Ended.CANCELLED);
            case LegInput.CallRequested _,
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
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "no INVITE has been sent");
        };
    }

    /** Inviting and Ringing: the latter only knows better why nobody answered. */
    private static LegStep inviting(LegState at, Optional<Negotiation> ours, LegInput input, Instant now) {
        boolean rang = at instanceof LegState.Ringing;
        return switch (input) {
            case LegInput.InviteSent(String callId) -> LegStep.to(at, new Report(new LegNews.Placed(callId)));
            case LegInput.Progressed(int _, Optional<String> sdp) -> progressed(at, ours, sdp);
            case LegInput.Answered(DialogId dialog, Optional<String> sdp) ->
                ours.isPresent() ? answered(at, ours.get(), dialog, sdp) : offered(at, dialog, sdp, now);
            case LegInput.Rejected(var response) -> Ended.step(at, CallFailures.of(response, rang));
            case LegInput.TimedOut _ -> Ended.step(at, Ended.NO_RESPONSE);
            case LegInput.TransportFailed(var error) -> Ended.step(at, Ended.connectionLost(error));
            case LegInput.EndRequested _ ->
                LegStep.to(
                        new LegState.Cancelling(ours),
                        new SendCancel(),
                        new StartTimer(LegTimer.CANCEL_GUARD, CANCEL_GUARD));
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.ByeReceived _,
                    LegInput.ReinviteReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "nobody has answered");
        };
    }

    /** The latest early answer plays: a forked call may ring in several places. What is no answer only means that it rings. */
    private static LegStep progressed(LegState at, Optional<Negotiation> ours, Optional<String> sdp) {
        Optional<Agreed> early = sdp.flatMap(text -> ours.map(offer -> offer.readAnswer(text)))
                .flatMap(outcome -> outcome instanceof Agreed agreed ? Optional.of(agreed) : Optional.empty());
        if (early.isPresent()) {
            int revision = revision(at) + 1;
            LegEffect plays = new ApplyMedia(plan(revision, early.get()));
            LegState next = new LegState.Ringing(ours, revision);
            return revision == 1
                    ? LegStep.to(next, plays, new Report(new LegNews.PlaysEarly()))
                    : LegStep.to(next, plays);
        }
        return at instanceof LegState.Ringing
                ? LegStep.to(at)
                : LegStep.to(new LegState.Ringing(ours, 0), new Report(new LegNews.Rings()));
    }

    private static int revision(LegState at) {
        return at instanceof LegState.Ringing(var _, int revision) ? revision : 0;
    }

    static MediaPlan plan(int revision, Agreed agreed) {
        return new MediaPlan(revision, agreed.stream(), agreed.direction(), false, LocalTone.NONE);
    }

    /** The ACK goes out at once: our media is there, whatever becomes of the other leg. */
    private static LegStep answered(LegState at, Negotiation ours, DialogId dialog, Optional<String> sdp) {
        SendAck ack = new SendAck(dialog, Optional.empty());
        return sdp.map(ours::readAnswer)
                .flatMap(outcome -> outcome instanceof Agreed agreed ? Optional.of(agreed) : Optional.empty())
                .map(agreed -> {
                    MediaPlan plan = plan(revision(at) + 1, agreed);
                    return LegStep.to(
                            new LegState.Talking(dialog, agreed.next(), plan, LegPlan.Offer.OURS),
                            ack,
                            new ApplyMedia(plan),
                            new Report(new LegNews.Answered()));
                })
                .orElseGet(() -> Ended.step(at, Ended.MEDIA_NOT_ACCEPTED, ack, new SendBye(dialog, Ended.REASON_488)));
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
                        new StartTimer(LegTimer.ACK_LIMIT, ACK_LIMIT),
                        new Report(new LegNews.Answered())))
                .orElseGet(() -> Ended.step(
                        at,
                        Ended.MEDIA_NOT_ACCEPTED,
                        new SendAck(dialog, Optional.empty()),
                        new SendBye(dialog, Ended.REASON_488)));
    }

    private static LegStep cancelling(LegState.Cancelling at, LegInput input) {
        StopTimer guard = new StopTimer(LegTimer.CANCEL_GUARD);
        return switch (input) {
            // 2xx after CANCEL (RFC 3261 §9.1): ACK, then BYE; with an answer where the 2xx made the offer.
            case LegInput.Answered(DialogId dialog, Optional<String> sdp) ->
                Ended.step(at, Ended.CANCELLED, refused(at, dialog, sdp)).after(guard);
            case LegInput.Rejected _, LegInput.TimedOut _, LegInput.TransportFailed _ ->
                Ended.step(at, Ended.CANCELLED, guard);
            case LegInput.TimerFired(LegTimer timer)
            when timer == LegTimer.CANCEL_GUARD -> Ended.step(at, Ended.CANCELLED);
            case LegInput.InviteSent(String callId) -> LegStep.to(at, new Report(new LegNews.Placed(callId)));
            case LegInput.EndRequested _, LegInput.Progressed _ -> LegStep.to(at);
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.ByeReceived _,
                    LegInput.ReinviteReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "it is being cancelled");
        };
    }

    /** ACK and BYE for a 2xx that nobody wants (RFC 3261 §13.2.2.4); an offer in it is refused in the ACK. */
    static LegEffect[] refused(LegState at, DialogId dialog, Optional<String> sdp) {
        Optional<String> answer = switch (at.offered()) {
            case OURS -> Optional.empty();
            case NONE -> sdp.map(Spoken::refusal);
        };
        return new LegEffect[] {new SendAck(dialog, answer), new SendBye(dialog, Optional.empty())};
    }

    private static LegStep over(LegState.Over at, LegInput input) {
        return switch (input) {
            // A late fork, or an answer after we gave the CANCEL up: nobody is left on the line.
            case LegInput.Answered(DialogId dialog, Optional<String> sdp) -> LegStep.to(at, refused(at, dialog, sdp));
            case LegInput.ReinviteAnswered(DialogId dialog, Optional<String> _) ->
                LegStep.to(at, new SendAck(dialog, Optional.empty()));
            case LegInput.ReinviteReceived(DialogId dialog, Optional<String> _) ->
                LegStep.to(at, new LegEffect.RespondToReinvite(dialog, 481, Optional.empty()));
            case LegInput.EndRequested _ -> LegStep.to(at);
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.InviteSent _,
                    LegInput.Progressed _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.TransportFailed _,
                    LegInput.ByeReceived _,
                    LegInput.AckReceived _,
                    LegInput.AckTimedOut _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "the leg is over");
        };
    }
}
