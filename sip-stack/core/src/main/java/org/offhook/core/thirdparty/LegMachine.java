package org.offhook.core.thirdparty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.ReserveMedia;
import org.offhook.core.thirdparty.LegEffect.SendAck;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.SendInvite;
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
            case LegState.Inviting at -> InvitingSteps.step(at, input, now);
            case LegState.Ringing at -> InvitingSteps.step(at, input, now);
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
                    LegInput.MediaRemapped _,
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
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "no INVITE has been sent");
        };
    }

    static MediaPlan plan(int revision, Agreed agreed) {
        return new MediaPlan(revision, agreed.stream(), agreed.direction(), false, LocalTone.NONE);
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
            case LegInput.ReinviteReceived(DialogId dialog, Optional<String> _) -> // an UPDATE of an early dialog
                LegStep.to(at, new LegEffect.RespondToReinvite(dialog, 481, Optional.empty()));
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
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "the leg is over");
        };
    }
}
