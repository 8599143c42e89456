package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.AckReceived;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.InviteAnswered;
import org.offhook.core.call.CallInput.ReinviteReceived;
import org.offhook.core.call.Session.Exchange;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;

/** A call that is up, and what the far end changes about it (RFC 3261 §14.2, §15). */
final class ConnectedSteps {
    private ConnectedSteps() {}

    static CallStep step(Session call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case CallInput.HangUpRequested _ -> call.lost(Ending.HUNG_UP_HERE, now);
            case CallInput.MuteRequested mute -> {
                CallFacts facts = call.facts().withMuted(mute.muted());
                yield CallStep.to(
                        call.with(facts), new ApplyMedia(facts.plan()), new Announce(new CallNews.Muted(mute.muted())));
            }
            case CallInput.HoldRequested hold -> HoldSteps.wished(call, hold.hold());
            case CallInput.TransferRequested(TransferTarget target) -> TransferSteps.asked(call, target);
            case CallInput.ReferAnswered answer -> TransferSteps.answered(call, answer);
            case CallInput.TransferNotified notice -> TransferSteps.notified(call, notice, now);
            case CallInput.HandoverInput handover -> HandoverSteps.step(call, handover, now);
            case CallInput.DigitsRequested digits ->
                Digits.send(at, call.facts(), Optional.of(call.dialog()), digits.digits(), call::with);
            case CallInput.DigitsRefused refused -> Digits.refused(call, refused);
            case CallInput.DigitReceived digit -> CallStep.to(at, new Announce(new CallNews.DigitHeard(digit.digit())));
            case CallInput.ByeReceived bye ->
                bye.dialog().equals(call.dialog())
                        ? Ending.answered(at, call.facts(), TransferSteps.endOf(call, bye), call.answeredAt(), now)
                        : CallStep.ignored(at, "BYE of another dialog");
            case ReinviteReceived reinvite -> reinvited(call, reinvite);
            case AckReceived ack -> acknowledged(call, ack);
            case CallInput.AckTimedOut lost -> // §14.2: a 2xx to a re-INVITE without ACK ends the session too
                lost.dialog().equals(call.dialog())
                        ? call.lost(Ending.ACK_LOST, now)
                        : CallStep.ignored(at, "ACK of another dialog");
            case CallInput.ReinviteAnswered answer -> HoldSteps.answered(call, answer);
            case CallInput.ReinviteRejected rejected -> HoldSteps.rejected(call, rejected, now);
            case CallInput.ReinviteTimedOut(DialogId dialog) -> HoldSteps.timedOut(call, dialog, now);
            case CallInput.PathInput path -> PathSteps.step(call, path);
            case CallInput.SessionInput session -> SessionSteps.step(call, session, now);
            case InviteAnswered again -> answeredAgain(call, again);
            case CallInput.TransportFailed failed ->
                Ending.answered(at, call.facts(), Ending.connectionLost(failed.error()), call.answeredAt(), now);
            case CallInput.AnswerRequested _, CallInput.RejectRequested _, CallInput.DialRequested _ ->
                CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _, CallInput.InviteRejected _, CallInput.InviteTimedOut _ ->
                CallStep.ignored(at, "the INVITE is already answered");
            case CallInput.InviteReceived _, CallInput.InviteTurnedAway _ ->
                CallStep.ignored(at, "the call has already begun");
            case CallInput.CancelReceived _, CallInput.PrackReceived _ ->
                CallStep.ignored(at, "it came after the final response");
            case CallInput.ByeCompleted _ -> CallStep.ignored(at, "no BYE has been sent");
            case CallInput.SecuringFailed failed ->
                Ending.answered(
                        at,
                        call.facts(),
                        Ending.notSecured(failed.error()),
                        call.answeredAt(),
                        now,
                        new SendBye(call.dialog(), Ending.REASON_488));
            case CallInput.MediaReserved _, CallInput.MediaUnavailable _ ->
                CallStep.ignored(at, "the socket is already there");
            case CallInput.TimerFired(CallTimer timer) ->
                switch (timer) {
                    case GLARE ->
                        call.exchange() == Exchange.YIELDING
                                ? HoldSteps.backedOff(call)
                                : CallStep.ignored(at, "timer of another state");
                    case SESSION -> SessionSteps.due(call, now);
                    case RING_LIMIT, CANCEL_GUARD, END_TONE, LINGER -> CallStep.ignored(at, "timer of another state");
                };
        };
    }

    /** RFC 3261 §13.2.2.4: another fork answered too: it gets its ACK and its BYE. The same one again gets its ACK again. */
    private static CallStep answeredAgain(Session call, InviteAnswered again) {
        SendAck ack = new SendAck(again.dialog(), Optional.empty());
        return again.dialog().equals(call.dialog())
                ? CallStep.to(call.at(), ack)
                : CallStep.to(call.at(), ack, new SendBye(again.dialog(), Optional.empty()));
    }

    private static CallStep reinvited(Session call, ReinviteReceived reinvite) {
        DialogId dialog = reinvite.dialog();
        if (!dialog.equals(call.dialog())) {
            return CallStep.to(call.at(), new RespondToReinvite(dialog, 481, Optional.empty()));
        }
        if (call.exchange() == Exchange.IN_RESPONSE || call.exchange() == Exchange.IN_REQUEST) {
            return CallStep.to(call.at(), new RespondToReinvite(dialog, 491, Optional.empty()));
        }
        if (reinvite.sdp().isEmpty()) {
            return offered(call);
        }
        return switch (call.negotiation()
                .answer(reinvite.sdp().get(), call.facts().wish().most())) {
            case Agreed agreed ->
                HoldSteps.agreed(call, call.facts().withStream(agreed.stream(), agreed.direction()), agreed)
                        .after(new RespondToReinvite(dialog, 200, agreed.sdp()));
            // §14.1: the session goes on as if nothing had been asked
            case NotAcceptable refused ->
                CallStep.to(call.at(), new RespondToReinvite(dialog, refused.status(), Optional.empty()));
        };
    }

    /** RFC 3261 §14.2, RFC 6337 §5.3: what we would offer a new call, which ends a hold of theirs, unless we hold ourselves. */
    private static CallStep offered(Session call) {
        Negotiation.Written offer = call.negotiation().offer(call.facts().wish().most());
        CallStep step = CallStep.to(
                new CallState.ConnectedWithOffer(
                        call.facts(), offer.next(), call.agreed(), call.dialog(), call.answeredAt()),
                new RespondToReinvite(call.dialog(), 200, Optional.of(offer.sdp())));
        return call.exchange() == Exchange.YIELDING ? step.then(new StopTimer(CallTimer.GLARE)) : step;
    }

    private static CallStep acknowledged(Session call, AckReceived ack) {
        if (!ack.dialog().equals(call.dialog())) {
            return CallStep.ignored(call.at(), "ACK of another dialog");
        }
        if (call.exchange() != Exchange.IN_RESPONSE) {
            return CallStep.to(call.at()); // the ACK of a re-INVITE whose exchange is complete
        }
        return ack.sdp()
                .map(call.negotiation()::readAnswer)
                .flatMap(outcome -> outcome instanceof Agreed agreed
                        ? Optional.of(HoldSteps.agreed(call, HoldSteps.answered(call, agreed), agreed))
                        : Optional.empty())
                // no usable answer: the old session stays (RFC 3261 §14.1), the next offer may do better
                .orElseGet(() ->
                        HoldSteps.settled(call.at(call.facts(), call.agreed().afterRefusalOf(call.negotiation()))));
    }
}
