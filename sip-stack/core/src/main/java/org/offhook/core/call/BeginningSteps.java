package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.Redirect;
import org.offhook.core.call.CallEffect.ReserveMedia;
import org.offhook.core.call.CallEffect.Respond;
import org.offhook.core.call.CallEffect.StartRinging;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.call.CallFacts.Way;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallInput.InviteTurnedAway;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;

/** How a call begins. */
final class BeginningSteps {
    private BeginningSteps() {}

    static CallStep step(CallState.New at, CallInput input, Instant now) {
        return switch (input) {
            case CallInput.DialRequested dial -> dialled(at, dial.plan(), now);
            case InviteReceived invite -> offered(at, invite, now);
            case InviteTurnedAway invite -> turnedAway(at, invite, now);
            case CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.HangUpRequested _,
                    CallInput.MuteRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _,
                    CallInput.InviteAnswered _,
                    CallInput.InviteRejected _,
                    CallInput.InviteTimedOut _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.AckReceived _,
                    CallInput.AckTimedOut _,
                    CallInput.ByeReceived _,
                    CallInput.ByeCompleted _,
                    CallInput.ReinviteReceived _,
                    CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _,
                    CallInput.SessionInput _,
                    CallInput.HandoverInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.TransportFailed _,
                    CallInput.MediaReserved _,
                    CallInput.MediaUnavailable _,
                    CallInput.SecuringFailed _,
                    CallInput.DigitReceived _,
                    CallInput.TimerFired _ -> CallStep.ignored(at, "no call has begun");
        };
    }

    private static CallStep dialled(CallState.New at, DialPlan plan, Instant now) {
        CallParty party = new CallParty(plan.number(), plan.name());
        CallFacts facts = CallFacts.begin(Way.OUTGOING, party, CallParty.UNKNOWN, now, at.digitWay())
                .withTransferredBy(plan.referral().map(Referral::by));
        return CallStep.to(
                new CallState.Reserving(facts, plan), new ReserveMedia(), new Announce(new CallNews.Dialled(party)));
    }

    private static CallStep offered(CallState.New at, InviteReceived invite, Instant now) {
        CallFacts facts = incoming(at, invite.caller(), invite.called(), now).withTransferredBy(invite.transferredBy());
        Optional<NotAcceptable> objection = invite.sdp().flatMap(Negotiation::objection);
        if (objection.isPresent()) {
            int status = objection.get().status();
            CallEnd end = new CallEnd(
                    Cause.MEDIA_NOT_ACCEPTED, Side.PHONE, status, Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));
            return Ending.unanswered(at, facts, end, now, new Respond(status, Optional.empty()));
        }
        if (invite.takeover().isPresent()) { // RFC 3891 §3: nobody is asked, the agent is already talking
            return CallStep.to(
                    new CallState.AnswerPending(facts, invite.dialog(), invite.sdp()),
                    new ReserveMedia(),
                    new Announce(new CallNews.Offered(invite.caller())));
        }
        if (invite.sdp().isEmpty() && invite.offerDue() == CallInput.OfferDue.WHILE_RINGING) {
            return CallStep.to(
                    new CallState.OfferDue(facts, invite.dialog()), // RFC 3262 §5: no 180 before it can carry our offer
                    new ReserveMedia(),
                    new StartRinging(),
                    new Announce(new CallNews.Offered(invite.caller())));
        }
        return CallStep.to(
                new CallState.Offered(facts, invite.dialog(), invite.sdp()),
                new Respond(180, Optional.empty()),
                new ReserveMedia(),
                new StartRinging(),
                new Announce(new CallNews.Offered(invite.caller())));
    }

    private static CallStep turnedAway(CallState.New at, InviteTurnedAway invite, Instant now) {
        CallFacts facts = incoming(at, invite.caller(), invite.called(), now);
        if (invite.forwardTo().isPresent()) {
            CallEnd end = new CallEnd(Cause.TRANSFERRED, Side.PHONE, invite.status(), Optional.empty());
            return Ending.unanswered(
                    at, facts, end, now, new Redirect(invite.forwardTo().get()));
        }
        CallEnd end = new CallEnd(Cause.MISSED, Side.PHONE, invite.status(), Optional.empty());
        return Ending.unanswered(at, facts, end, now, new Respond(invite.status(), Optional.empty()));
    }

    private static CallFacts incoming(CallState.New at, CallParty caller, CallParty called, Instant now) {
        return CallFacts.begin(Way.INCOMING, caller, called, now, at.digitWay());
    }
}
