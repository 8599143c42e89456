package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallInput.AckReceived;
import org.offhook.core.call.CallInput.InviteAnswered;
import org.offhook.core.call.CallInput.ReinviteReceived;
import org.offhook.core.media.Direction;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;

/** A call that is up, and what the far end changes about it (RFC 3261 §14.2, §15). */
final class ConnectedSteps {
    private ConnectedSteps() {}

    /** Whose turn the offer is. */
    private enum Exchange {
        NONE,
        AWAITING_ANSWER
    }

    /** What Connected and ConnectedWithOffer have in common. */
    record Session(
            CallState at,
            CallFacts facts,
            Negotiation negotiation,
            DialogId dialog,
            Instant answeredAt,
            Exchange exchange) {
        static Session of(CallState.Connected at) {
            return new Session(at, at.facts(), at.negotiation(), at.dialog(), at.answeredAt(), Exchange.NONE);
        }

        static Session of(CallState.ConnectedWithOffer at) {
            return new Session(
                    at, at.facts(), at.negotiation(), at.dialog(), at.answeredAt(), Exchange.AWAITING_ANSWER);
        }

        CallState with(CallFacts changed) {
            return switch (exchange) {
                case NONE -> new CallState.Connected(changed, negotiation, dialog, answeredAt);
                case AWAITING_ANSWER -> new CallState.ConnectedWithOffer(changed, negotiation, dialog, answeredAt);
            };
        }
    }

    static CallStep step(Session call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case CallInput.HangUpRequested _ ->
                Ending.answered(
                        at,
                        call.facts(),
                        Ending.HUNG_UP_HERE,
                        call.answeredAt(),
                        now,
                        new SendBye(call.dialog(), Optional.empty()));
            case CallInput.MuteRequested mute -> {
                CallFacts facts = call.facts().withMuted(mute.muted());
                yield CallStep.to(
                        call.with(facts), new ApplyMedia(facts.plan()), new Announce(new CallNews.Muted(mute.muted())));
            }
            case CallInput.DigitsRequested digits -> Digits.send(at, call.facts(), digits.digits(), call::with);
            case CallInput.DigitReceived digit -> CallStep.to(at, new Announce(new CallNews.DigitHeard(digit.digit())));
            case CallInput.ByeReceived bye ->
                bye.dialog().equals(call.dialog())
                        ? Ending.answered(at, call.facts(), Ending.HUNG_UP_THERE, call.answeredAt(), now)
                        : CallStep.ignored(at, "BYE of another dialog");
            case ReinviteReceived reinvite -> reinvited(call, reinvite);
            case AckReceived ack -> acknowledged(call, ack);
            case CallInput.AckTimedOut lost -> // §14.2: a 2xx to a re-INVITE without ACK ends the session too
                lost.dialog().equals(call.dialog())
                        ? Ending.answered(
                                at,
                                call.facts(),
                                Ending.ACK_LOST,
                                call.answeredAt(),
                                now,
                                new SendBye(call.dialog(), Optional.empty()))
                        : CallStep.ignored(at, "ACK of another dialog");
            case InviteAnswered again -> answeredAgain(call, again);
            case CallInput.TransportFailed failed ->
                Ending.answered(at, call.facts(), Ending.connectionLost(failed.error()), call.answeredAt(), now);
            case CallInput.AnswerRequested _, CallInput.RejectRequested _, CallInput.DialRequested _ ->
                CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _, CallInput.InviteRejected _, CallInput.InviteTimedOut _ ->
                CallStep.ignored(at, "the INVITE is already answered");
            case CallInput.InviteReceived _, CallInput.InviteTurnedAway _ ->
                CallStep.ignored(at, "the call has already begun");
            case CallInput.CancelReceived _ -> CallStep.ignored(at, "CANCEL after the final response");
            case CallInput.ByeCompleted _ -> CallStep.ignored(at, "no BYE has been sent");
            case CallInput.MediaReserved _, CallInput.MediaUnavailable _ ->
                CallStep.ignored(at, "the socket is already there");
            case CallInput.TimerFired _ -> CallStep.ignored(at, "timer of another state");
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
        if (call.exchange() == Exchange.AWAITING_ANSWER) {
            return CallStep.to(call.at(), new RespondToReinvite(dialog, 491, Optional.empty()));
        }
        if (reinvite.sdp().isEmpty()) {
            // RFC 3261 §14.2: the offer should be what we would offer a new call: this also ends a hold
            Negotiation.Written offer = call.negotiation().offer(Direction.SENDRECV);
            return CallStep.to(
                    new CallState.ConnectedWithOffer(call.facts(), offer.next(), dialog, call.answeredAt()),
                    new RespondToReinvite(dialog, 200, Optional.of(offer.sdp())));
        }
        return switch (call.negotiation().answer(reinvite.sdp().get(), Direction.SENDRECV)) {
            case Agreed agreed -> changed(call, agreed).after(new RespondToReinvite(dialog, 200, agreed.sdp()));
            // §14.1: the session goes on as if nothing had been asked
            case NotAcceptable refused ->
                CallStep.to(call.at(), new RespondToReinvite(dialog, refused.status(), Optional.empty()));
        };
    }

    private static CallStep acknowledged(Session call, AckReceived ack) {
        if (!ack.dialog().equals(call.dialog())) {
            return CallStep.ignored(call.at(), "ACK of another dialog");
        }
        if (call.exchange() == Exchange.NONE) {
            return CallStep.to(call.at()); // the ACK of a re-INVITE whose exchange is complete
        }
        return ack.sdp()
                .map(call.negotiation()::readAnswer)
                .flatMap(outcome ->
                        outcome instanceof Agreed agreed ? Optional.of(changed(call, agreed)) : Optional.empty())
                // no usable answer: the old session stays (RFC 3261 §14.1), the next offer may do better
                .orElseGet(() -> CallStep.to(
                        new CallState.Connected(call.facts(), call.negotiation(), call.dialog(), call.answeredAt())));
    }

    private static CallStep changed(Session call, Agreed agreed) {
        CallFacts facts = call.facts().withStream(agreed.stream(), agreed.direction());
        CallStep step = CallStep.to(
                new CallState.Connected(facts, agreed.next(), call.dialog(), call.answeredAt()),
                new ApplyMedia(facts.plan()));
        return facts.heldByFarEnd() == call.facts().heldByFarEnd()
                ? step
                : step.then(new Announce(new CallNews.HeldByFarEnd(facts.heldByFarEnd())));
    }
}
