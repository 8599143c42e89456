package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.PrepareMedia;
import org.offhook.core.call.CallEffect.Respond;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.StopRinging;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;

/** An incoming call until it is answered here, refused or given up (RFC 3261 §13.3, §9.2). */
final class IncomingSteps {
    /** RFC 3262 §5: the PRACK brought no answer to our offer, or none that can be used. */
    private static final CallEnd NOT_ANSWERED =
            new CallEnd(Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, 488, Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));

    private IncomingSteps() {}

    /** How far the answer has come. */
    private sealed interface Readiness {
        record NoSocket(Optional<String> offer) implements Readiness {}

        /** No socket, and our offer goes out with the ringing. */
        record OfferDue() implements Readiness {}

        record Socket(Optional<String> offer, LocalMedia media) implements Readiness {}

        record AnsweredWithoutSocket(Optional<String> offer) implements Readiness {}

        /** Our offer is out; the PRACK is not here. */
        record OfferOut(Negotiation negotiation) implements Readiness {}

        /** The PRACK has brought the answer. */
        record AnswerHere(Agreed agreed) implements Readiness {}

        /** Answered by the agent; the PRACK is not here. */
        record AwaitingPrack(Negotiation negotiation) implements Readiness {}
    }

    /** What all states of a call that rings here have in common. */
    record Ringing(CallState at, CallFacts facts, DialogId dialog, Readiness readiness) {
        static Ringing of(CallState.Offered at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.NoSocket(at.offer()));
        }

        static Ringing of(CallState.Alerting at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.Socket(at.offer(), at.media()));
        }

        static Ringing of(CallState.AnswerPending at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.AnsweredWithoutSocket(at.offer()));
        }

        static Ringing of(CallState.OfferDue at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.OfferDue());
        }

        static Ringing of(CallState.AlertingWithOffer at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.OfferOut(at.negotiation()));
        }

        static Ringing of(CallState.AlertingAgreed at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.AnswerHere(at.agreed()));
        }

        static Ringing of(CallState.AnswerAwaitingPrack at) {
            return new Ringing(at, at.facts(), at.dialog(), new Readiness.AwaitingPrack(at.negotiation()));
        }

        boolean hasSocket() {
            return switch (readiness) {
                case Readiness.NoSocket _, Readiness.OfferDue _, Readiness.AnsweredWithoutSocket _ -> false;
                case Readiness.Socket _, Readiness.OfferOut _, Readiness.AnswerHere _, Readiness.AwaitingPrack _ ->
                    true;
            };
        }
    }

    static CallStep step(Ringing call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case CallInput.AnswerRequested _ -> answer(call, now);
            case CallInput.MediaReserved reserved -> reserved(call, reserved.media(), now);
            case CallInput.MediaUnavailable gone ->
                call.hasSocket()
                        ? CallStep.ignored(at, "the socket is already there")
                        : close(call, 480, Ending.phoneFailed(gone.error(), 480), now);
            case CallInput.RejectRequested reject ->
                close(
                        call,
                        reject.status(),
                        new CallEnd(Cause.REJECTED, Side.AGENT, reject.status(), Optional.empty()),
                        now);
            case CallInput.TransferRequested(TransferTarget target) ->
                switch (target) {
                    case TransferTarget.Somebody(String number) ->
                        Ending.unanswered(
                                at,
                                call.facts(),
                                Ending.FORWARDED,
                                now,
                                new CallEffect.Redirect(number),
                                new StopRinging());
                    case TransferTarget.FarEnd _ -> CallStep.wrongState(at); // only who is talked to can be connected
                };
            case CallInput.HangUpRequested _ ->
                close(call, 603, new CallEnd(Cause.REJECTED, Side.AGENT, 603, Optional.empty()), now);
            case CallInput.PrackReceived prack -> acknowledged(call, prack, now);
            case CallInput.ReinviteReceived update -> reoffered(call, update);
            case CallInput.CancelReceived cancel -> close(call, 487, Ending.missed(cancel.reason(), 487), now);
            // §15: the caller may end an early dialog with BYE; the INVITE still wants a final response
            case CallInput.ByeReceived bye -> close(call, 487, Ending.missed(bye.reason(), 487), now);
            case CallInput.TransportFailed failed ->
                Ending.unanswered(at, call.facts(), Ending.connectionLost(failed.error()), now, new StopRinging());
            case CallInput.DialRequested _,
                    CallInput.MuteRequested _,
                    CallInput.HoldRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _,
                    CallInput.InviteAnswered _,
                    CallInput.InviteRejected _,
                    CallInput.InviteTimedOut _ -> CallStep.ignored(at, "belongs to an outgoing call");
            case CallInput.InviteReceived _, CallInput.InviteTurnedAway _ ->
                CallStep.ignored(at, "the call has already begun");
            case CallInput.HandoverInput handover -> HandoverSteps.refused(at, handover, 603);
            case CallInput.AckReceived _,
                    CallInput.SessionInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.AckTimedOut _,
                    CallInput.ByeCompleted _,
                    CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _ -> CallStep.ignored(at, "no confirmed dialog yet");
            case CallInput.SecuringFailed _ -> CallStep.ignored(at, "no stream was to be secured");
            case CallInput.DigitReceived _ -> CallStep.ignored(at, "telephone event without a stream");
            case CallInput.TimerFired _ -> CallStep.ignored(at, "timer of another state");
        };
    }

    private static CallStep reserved(Ringing call, LocalMedia media, Instant now) {
        return switch (call.readiness()) {
            case Readiness.NoSocket(Optional<String> offer) -> alerting(call, offer, media, now);
            case Readiness.OfferDue _ -> offering(call, media, now);
            case Readiness.AnsweredWithoutSocket(Optional<String> offer) -> accept(call, offer, media, now);
            case Readiness.Socket _, Readiness.OfferOut _, Readiness.AnswerHere _, Readiness.AwaitingPrack _ ->
                CallStep.ignored(call.at(), "the socket is already there");
        };
    }

    /** RFC 3262 §5: the first reliable response to an INVITE without an offer carries ours. */
    private static CallStep offering(Ringing call, LocalMedia media, Instant now) {
        Negotiation.Written offer = Negotiation.of(media, now.toEpochMilli()).offer(Direction.SENDRECV);
        return CallStep.to(
                new CallState.AlertingWithOffer(call.facts(), offer.next(), call.dialog()),
                new Respond(180, Optional.of(offer.sdp())),
                new PrepareMedia());
    }

    /** The PRACK owes the answer to our offer. */
    private static CallStep acknowledged(Ringing call, CallInput.PrackReceived prack, Instant now) {
        if (!prack.dialog().equals(call.dialog())) {
            return CallStep.ignored(call.at(), "PRACK of another dialog");
        }
        return switch (call.readiness()) {
            case Readiness.OfferOut(Negotiation negotiation) ->
                answerIn(prack, negotiation)
                        .map(agreed -> CallStep.to(new CallState.AlertingAgreed(call.facts(), agreed, call.dialog())))
                        .orElseGet(() -> close(call, 488, NOT_ANSWERED, now));
            case Readiness.AwaitingPrack(Negotiation negotiation) ->
                answerIn(prack, negotiation)
                        .map(agreed -> confirm(call, agreed, now))
                        .orElseGet(() -> close(call, 488, NOT_ANSWERED, now));
            case Readiness.NoSocket _,
                    Readiness.OfferDue _,
                    Readiness.Socket _,
                    Readiness.AnsweredWithoutSocket _,
                    Readiness.AnswerHere _ -> CallStep.ignored(call.at(), "no offer of ours waits for an answer");
        };
    }

    private static Optional<Agreed> answerIn(CallInput.PrackReceived prack, Negotiation negotiation) {
        return prack.sdp()
                .flatMap(sdp ->
                        negotiation.readAnswer(sdp) instanceof Agreed good ? Optional.of(good) : Optional.empty());
    }

    /** UPDATE in the early dialog (RFC 3311 §5.2): a new offer is possible once ours has been answered. */
    private static CallStep reoffered(Ringing call, CallInput.ReinviteReceived update) {
        if (!(call.readiness() instanceof Readiness.AnswerHere(Agreed before))
                || !update.dialog().equals(call.dialog())
                || update.sdp().isEmpty()) {
            return CallStep.to(call.at(), new RespondToReinvite(update.dialog(), 491, Optional.empty()));
        }
        return switch (before.next().answer(update.sdp().get(), Direction.SENDRECV)) {
            case Agreed agreed ->
                CallStep.to(
                        new CallState.AlertingAgreed(call.facts(), agreed, call.dialog()),
                        new RespondToReinvite(update.dialog(), 200, agreed.sdp()));
            case NotAcceptable refused ->
                CallStep.to(call.at(), new RespondToReinvite(update.dialog(), refused.status(), Optional.empty()));
        };
    }

    /** What the account agrees to is known with the socket: an offer that it rules out need not ring until somebody answers. */
    private static CallStep alerting(Ringing call, Optional<String> offer, LocalMedia media, Instant now) {
        Negotiation negotiation = Negotiation.of(media, now.toEpochMilli());
        if (offer.isPresent() && negotiation.answer(offer.get(), Direction.SENDRECV) instanceof NotAcceptable refused) {
            return close(call, refused.status(), notAccepted(refused), now);
        }
        return CallStep.to(new CallState.Alerting(call.facts(), call.dialog(), offer, media), new PrepareMedia());
    }

    private static CallEnd notAccepted(NotAcceptable refused) {
        return new CallEnd(
                Cause.MEDIA_NOT_ACCEPTED, Side.PHONE, refused.status(), Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));
    }

    private static CallStep answer(Ringing call, Instant now) {
        return switch (call.readiness()) {
            case Readiness.NoSocket(Optional<String> offer) ->
                CallStep.to(new CallState.AnswerPending(call.facts(), call.dialog(), offer), new StopRinging());
            case Readiness.OfferDue _ -> // our offer goes into the 2xx then
                CallStep.to(
                        new CallState.AnswerPending(call.facts(), call.dialog(), Optional.empty()), new StopRinging());
            case Readiness.Socket(Optional<String> offer, LocalMedia media) ->
                accept(call, offer, media, now).after(new StopRinging());
            case Readiness.OfferOut(Negotiation negotiation) -> // RFC 3262 §3: no 2xx before its PRACK
                CallStep.to(
                        new CallState.AnswerAwaitingPrack(call.facts(), negotiation, call.dialog()), new StopRinging());
            case Readiness.AnswerHere(Agreed agreed) ->
                confirm(call, agreed, now).after(new StopRinging());
            case Readiness.AnsweredWithoutSocket _, Readiness.AwaitingPrack _ ->
                CallStep.to(call.at()); // pressed twice
        };
    }

    /** The 2xx of what was agreed on while it rang carries no description (RFC 6337 §2). */
    private static CallStep confirm(Ringing call, Agreed agreed, Instant now) {
        CallFacts facts = call.facts().withStream(agreed.stream(), agreed.direction());
        return CallStep.to(
                new CallState.Answering(facts, agreed.next(), call.dialog(), now),
                new Respond(200, Optional.empty()),
                new ApplyMedia(facts.plan()));
    }

    private static CallStep accept(Ringing call, Optional<String> theirs, LocalMedia media, Instant now) {
        Negotiation negotiation = Negotiation.of(media, now.toEpochMilli());
        if (theirs.isEmpty()) {
            Negotiation.Written offer = negotiation.offer(Direction.SENDRECV);
            return CallStep.to(
                    new CallState.AnsweringWithOffer(call.facts(), offer.next(), call.dialog(), now),
                    new Respond(200, Optional.of(offer.sdp())));
        }
        return switch (negotiation.answer(theirs.get(), Direction.SENDRECV)) {
            case Agreed agreed -> {
                CallFacts facts = call.facts().withStream(agreed.stream(), agreed.direction());
                yield CallStep.to(
                        new CallState.Answering(facts, agreed.next(), call.dialog(), now),
                        new Respond(200, agreed.sdp()),
                        new ApplyMedia(facts.plan())); // the caller may hear us before its ACK is here
            }
            case NotAcceptable refused ->
                Ending.unanswered(
                        call.at(),
                        call.facts(),
                        notAccepted(refused),
                        now,
                        new Respond(refused.status(), Optional.empty()));
        };
    }

    private static CallStep close(Ringing call, int status, CallEnd end, Instant now) {
        return Ending.unanswered(
                call.at(), call.facts(), end, now, new Respond(status, Optional.empty()), new StopRinging());
    }
}
