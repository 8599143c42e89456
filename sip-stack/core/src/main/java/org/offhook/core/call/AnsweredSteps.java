package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallInput.AckReceived;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;

/** Between our 2xx and its ACK (RFC 3261 §13.3.1.4). */
final class AnsweredSteps {
    private AnsweredSteps() {}

    /** What the ACK will mean. */
    private sealed interface Expected {
        /** The call is connected. */
        record Confirmation(Negotiation negotiation) implements Expected {}

        /** It carries the answer to our offer. */
        record Answer(Negotiation negotiation) implements Expected {}

        /** Now the BYE may go. */
        record Permission(CallEnd end) implements Expected {}
    }

    /** What Answering, AnsweringWithOffer and ClosingAfterAck have in common. */
    record AwaitingAck(CallState at, CallFacts facts, DialogId dialog, Instant answeredAt, Expected expected) {
        static AwaitingAck of(CallState.Answering at) {
            return new AwaitingAck(
                    at, at.facts(), at.dialog(), at.answeredAt(), new Expected.Confirmation(at.negotiation()));
        }

        static AwaitingAck of(CallState.AnsweringWithOffer at) {
            return new AwaitingAck(at, at.facts(), at.dialog(), at.answeredAt(), new Expected.Answer(at.negotiation()));
        }

        static AwaitingAck of(CallState.ClosingAfterAck at) {
            return new AwaitingAck(at, at.facts(), at.dialog(), at.answeredAt(), new Expected.Permission(at.end()));
        }
    }

    static CallStep step(AwaitingAck call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case AckReceived ack ->
                ack.dialog().equals(call.dialog())
                        ? acknowledged(call, ack, now)
                        : CallStep.ignored(at, "ACK of another dialog");
            case CallInput.AckTimedOut lost ->
                lost.dialog().equals(call.dialog())
                        ? bye(call, Ending.ACK_LOST, Optional.empty(), now)
                        : CallStep.ignored(at, "ACK of another dialog");
            case CallInput.ByeReceived bye ->
                bye.dialog().equals(call.dialog())
                        ? Ending.answered(
                                at, call.facts(), endOr(call, Ending.hungUpThere(bye.reason())), call.answeredAt(), now)
                        : CallStep.ignored(at, "BYE of another dialog");
            case CallInput.HangUpRequested _ -> closing(call, Ending.HUNG_UP_HERE);
            case CallInput.TakenOver _ -> closing(call, Ending.REPLACED);
            case CallInput.ReferReceived refer -> HandoverSteps.refused(at, refer, 491);
            case CallInput.TransportFailed failed ->
                Ending.answered(
                        at, call.facts(), endOr(call, Ending.connectionLost(failed.error())), call.answeredAt(), now);
            case CallInput.ReinviteReceived reinvite -> // §14.2, RFC 6141: not before the first exchange is complete
                CallStep.to(at, new RespondToReinvite(reinvite.dialog(), 491, Optional.empty()));
            case CallInput.HoldRequested hold -> hold(call, Wish.hold(hold.hold()));
            case CallInput.MuteRequested mute -> mute(call, mute.muted());
            case CallInput.PrackReceived _ -> CallStep.ignored(at, "PRACK after the final response");
            case CallInput.CancelReceived _ -> CallStep.ignored(at, "CANCEL after the final response"); // §9.2
            case CallInput.AnswerRequested _ -> CallStep.to(at); // pressed twice
            case CallInput.DialRequested _,
                    CallInput.RejectRequested _,
                    CallInput.TransferRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _,
                    CallInput.InviteAnswered _,
                    CallInput.InviteRejected _,
                    CallInput.InviteTimedOut _ -> CallStep.ignored(at, "belongs to an outgoing call");
            case CallInput.InviteReceived _, CallInput.InviteTurnedAway _ ->
                CallStep.ignored(at, "the call has already begun");
            case CallInput.ByeCompleted _ -> CallStep.ignored(at, "no BYE has been sent");
            case CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _ -> CallStep.ignored(at, "no re-INVITE of ours is open");
            case CallInput.SecuringFailed failed -> closing(call, Ending.notSecured(failed.error()));
            case CallInput.MediaReserved _, CallInput.MediaUnavailable _ ->
                CallStep.ignored(at, "the socket is already there");
            case CallInput.DigitReceived _ -> CallStep.ignored(at, "the call is not connected yet");
            case CallInput.SessionTimed(DialogId dialog, Optional<SessionTerms> terms) ->
                dialog.equals(call.dialog())
                        ? SessionSteps.timed(call.facts(), terms, now, facts -> with(call, facts))
                        : CallStep.ignored(at, "session of another dialog");
            case CallInput.PathInput _ -> CallStep.ignored(at, "the ACK is waited for first");
            case CallInput.DigitsRefused _ -> CallStep.ignored(at, "no digits have been sent");
            case CallInput.RefreshRefused _ -> CallStep.ignored(at, "no UPDATE of ours is open");
            case CallInput.TimerFired(CallTimer timer) -> // before its first half is over the ACK is here, or given up
                timer == CallTimer.SESSION && call.facts().clock().runs()
                        ? bye(call, Ending.SESSION_EXPIRED, Optional.empty(), now)
                        : CallStep.ignored(at, "timer of another state");
        };
    }

    private static CallStep acknowledged(AwaitingAck call, AckReceived ack, Instant now) {
        return switch (call.expected()) {
            case Expected.Confirmation(Negotiation negotiation) -> connected(call, call.facts(), negotiation);
            case Expected.Answer(Negotiation negotiation) -> {
                Optional<Agreed> agreed = ack.sdp()
                        .flatMap(sdp -> negotiation.readAnswer(sdp) instanceof Agreed good
                                ? Optional.of(good)
                                : Optional.empty());
                if (agreed.isEmpty()) {
                    yield bye(call, Ending.MEDIA_NOT_ACCEPTED, Ending.REASON_488, now);
                }
                CallFacts facts = call.facts()
                        .withStream(agreed.get().stream(), agreed.get().direction());
                yield connected(call, facts, agreed.get().next()).after(new ApplyMedia(facts.plan()));
            }
            case Expected.Permission(CallEnd end) -> bye(call, end, Optional.empty(), now);
        };
    }

    private static CallStep connected(AwaitingAck call, CallFacts facts, Negotiation negotiation) {
        CallStep step =
                HoldSteps.settled(new CallState.Connected(facts, negotiation, call.dialog(), call.answeredAt()));
        Announce connected = new Announce(new CallNews.Connected());
        return facts.heldByFarEnd()
                ? step.after(connected, new Announce(new CallNews.HeldByFarEnd(true)))
                : step.after(connected);
    }

    /** RFC 3261 §15: no BYE before the ACK. */
    private static CallStep closing(AwaitingAck call, CallEnd end) {
        return switch (call.expected()) {
            case Expected.Permission _ -> CallStep.to(call.at()); // already on its way
            case Expected.Confirmation _, Expected.Answer _ -> {
                CallFacts silent = call.facts().withToneAlone(org.offhook.core.media.LocalTone.NONE);
                yield CallStep.to(
                        new CallState.ClosingAfterAck(silent, call.dialog(), end, call.answeredAt()),
                        new ApplyMedia(silent.plan()));
            }
        };
    }

    /** In force for the agent at once; the far end is asked when it has acknowledged our answer (RFC 3261 §14.1). */
    private static CallStep hold(AwaitingAck call, Wish wish) {
        CallFacts wishing = call.facts().withWish(wish);
        CallFacts facts = wish == Wish.HOLD ? wishing.withHold() : wishing.withoutHold();
        ApplyMedia media = new ApplyMedia(facts.plan());
        Announce news = new Announce(new CallNews.Held(wish == Wish.HOLD));
        boolean asBefore = call.facts().wish() == wish;
        return switch (call.expected()) {
            case Expected.Permission _ -> CallStep.wrongState(call.at());
            case Expected.Confirmation(Negotiation negotiation) ->
                asBefore
                        ? CallStep.to(call.at())
                        : CallStep.to(
                                new CallState.Answering(facts, negotiation, call.dialog(), call.answeredAt()),
                                media,
                                news);
            case Expected.Answer(Negotiation negotiation) ->
                asBefore
                        ? CallStep.to(call.at())
                        : CallStep.to(
                                new CallState.AnsweringWithOffer(facts, negotiation, call.dialog(), call.answeredAt()),
                                media,
                                news);
        };
    }

    private static CallState with(AwaitingAck call, CallFacts facts) {
        return switch (call.expected()) {
            case Expected.Confirmation(Negotiation negotiation) ->
                new CallState.Answering(facts, negotiation, call.dialog(), call.answeredAt());
            case Expected.Answer(Negotiation negotiation) ->
                new CallState.AnsweringWithOffer(facts, negotiation, call.dialog(), call.answeredAt());
            case Expected.Permission(CallEnd end) ->
                new CallState.ClosingAfterAck(facts, call.dialog(), end, call.answeredAt());
        };
    }

    private static CallStep mute(AwaitingAck call, boolean muted) {
        CallFacts facts = call.facts().withMuted(muted);
        Announce news = new Announce(new CallNews.Muted(muted));
        return switch (call.expected()) {
            case Expected.Confirmation(Negotiation negotiation) ->
                CallStep.to(
                        new CallState.Answering(facts, negotiation, call.dialog(), call.answeredAt()),
                        new ApplyMedia(facts.plan()),
                        news);
            case Expected.Answer(Negotiation negotiation) ->
                CallStep.to(
                        new CallState.AnsweringWithOffer(facts, negotiation, call.dialog(), call.answeredAt()), news);
            case Expected.Permission _ -> CallStep.wrongState(call.at());
        };
    }

    private static CallStep bye(AwaitingAck call, CallEnd end, Optional<String> reason, Instant now) {
        return Ending.answered(
                call.at(), call.facts(), endOr(call, end), call.answeredAt(), now, new SendBye(call.dialog(), reason));
    }

    /** A hang-up that waits for its ACK stays a hang-up, whatever happens meanwhile. */
    private static CallEnd endOr(AwaitingAck call, CallEnd otherwise) {
        return call.expected() instanceof Expected.Permission(CallEnd end) ? end : otherwise;
    }
}
