package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.PrepareMedia;
import org.offhook.core.call.CallEffect.Respond;
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
    private IncomingSteps() {}

    /** How far the answer has come. */
    private enum Readiness {
        NO_SOCKET,
        SOCKET,
        ANSWERED_WITHOUT_SOCKET
    }

    /** What Offered, Alerting and AnswerPending have in common. */
    record Ringing(
            CallState at,
            CallFacts facts,
            DialogId dialog,
            Optional<String> offer,
            Optional<LocalMedia> media,
            Readiness readiness) {
        static Ringing of(CallState.Offered at) {
            return new Ringing(at, at.facts(), at.dialog(), at.offer(), Optional.empty(), Readiness.NO_SOCKET);
        }

        static Ringing of(CallState.Alerting at) {
            return new Ringing(at, at.facts(), at.dialog(), at.offer(), Optional.of(at.media()), Readiness.SOCKET);
        }

        static Ringing of(CallState.AnswerPending at) {
            return new Ringing(
                    at, at.facts(), at.dialog(), at.offer(), Optional.empty(), Readiness.ANSWERED_WITHOUT_SOCKET);
        }
    }

    static CallStep step(Ringing call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case CallInput.AnswerRequested _ -> answer(call, now);
            case CallInput.MediaReserved reserved -> reserved(call, reserved.media(), now);
            case CallInput.MediaUnavailable gone ->
                call.readiness() == Readiness.SOCKET
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
                    CallInput.ReinviteReceived _,
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
            case NO_SOCKET -> alerting(call, media, now);
            case ANSWERED_WITHOUT_SOCKET -> accept(call, media, now);
            case SOCKET -> CallStep.ignored(call.at(), "the socket is already there");
        };
    }

    /** What the account agrees to is known with the socket: an offer that it rules out need not ring until somebody answers. */
    private static CallStep alerting(Ringing call, LocalMedia media, Instant now) {
        Negotiation negotiation = Negotiation.of(media, now.toEpochMilli());
        if (call.offer().isPresent()
                && negotiation.answer(call.offer().get(), Direction.SENDRECV) instanceof NotAcceptable refused) {
            return close(call, refused.status(), notAccepted(refused), now);
        }
        return CallStep.to(
                new CallState.Alerting(call.facts(), call.dialog(), call.offer(), media), new PrepareMedia());
    }

    private static CallEnd notAccepted(NotAcceptable refused) {
        return new CallEnd(
                Cause.MEDIA_NOT_ACCEPTED, Side.PHONE, refused.status(), Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));
    }

    private static CallStep answer(Ringing call, Instant now) {
        return switch (call.readiness()) {
            case NO_SOCKET ->
                CallStep.to(new CallState.AnswerPending(call.facts(), call.dialog(), call.offer()), new StopRinging());
            case SOCKET -> accept(call, call.media().orElseThrow(), now).after(new StopRinging());
            case ANSWERED_WITHOUT_SOCKET -> CallStep.to(call.at()); // pressed twice
        };
    }

    private static CallStep accept(Ringing call, LocalMedia media, Instant now) {
        Negotiation negotiation = Negotiation.of(media, now.toEpochMilli());
        if (call.offer().isEmpty()) {
            Negotiation.Written offer = negotiation.offer(Direction.SENDRECV);
            return CallStep.to(
                    new CallState.AnsweringWithOffer(call.facts(), offer.next(), call.dialog(), now),
                    new Respond(200, Optional.of(offer.sdp())));
        }
        return switch (negotiation.answer(call.offer().get(), Direction.SENDRECV)) {
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
