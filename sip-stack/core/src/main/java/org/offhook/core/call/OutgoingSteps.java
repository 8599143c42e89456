package org.offhook.core.call;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.PrepareMedia;
import org.offhook.core.call.CallEffect.RespondToReinvite;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendCancel;
import org.offhook.core.call.CallEffect.SendInvite;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.InviteAnswered;
import org.offhook.core.call.CallInput.ProvisionalReceived;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;
import org.offhook.core.negotiation.Negotiation;

/** An outgoing call until it is answered, fails or is cancelled (RFC 3261 §13.2, §9.1). */
final class OutgoingSteps {
    private OutgoingSteps() {}

    // ---- before the INVITE

    static CallStep step(CallState.Reserving at, CallInput input, Instant now) {
        return switch (input) {
            case CallInput.MediaReserved reserved -> invite(at, reserved.media(), now);
            case CallInput.MediaUnavailable gone ->
                Ending.unanswered(at, at.facts(), Ending.phoneFailed(gone.error(), 0), now);
            case CallInput.TransportFailed failed ->
                Ending.unanswered(at, at.facts(), Ending.connectionLost(failed.error()), now);
            case CallInput.HangUpRequested _ -> Ending.unanswered(at, at.facts(), Ending.CANCELLED, now);
            case CallInput.MuteRequested mute ->
                CallStep.to(
                        new CallState.Reserving(at.facts().withMuted(mute.muted()), at.plan()),
                        new Announce(new CallNews.Muted(mute.muted())));
            case CallInput.DialRequested _,
                    CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _,
                    CallInput.DigitsRequested _ -> CallStep.wrongState(at);
            case CallInput.ProvisionalReceived _,
                    CallInput.InviteAnswered _,
                    CallInput.InviteRejected _,
                    CallInput.InviteTimedOut _,
                    CallInput.InviteReceived _,
                    CallInput.InviteTurnedAway _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.AckReceived _,
                    CallInput.AckTimedOut _,
                    CallInput.SessionInput _,
                    CallInput.HandoverInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.ByeReceived _,
                    CallInput.ByeCompleted _,
                    CallInput.ReinviteReceived _,
                    CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _,
                    CallInput.SecuringFailed _,
                    CallInput.DigitReceived _,
                    CallInput.TimerFired _ -> CallStep.ignored(at, "no INVITE has been sent");
        };
    }

    private static CallStep invite(CallState.Reserving at, LocalMedia media, Instant now) {
        Negotiation.Written offer = Negotiation.of(media, now.toEpochMilli()).offer(Direction.SENDRECV);
        return CallStep.to(
                new CallState.Calling(at.facts(), offer.next()),
                new SendInvite(at.plan(), offer.sdp()), // first of all: every other order can wait for the wire
                new PrepareMedia(),
                new StartTimer(CallTimer.RING_LIMIT, at.plan().ringLimit()));
    }

    // ---- after it

    /** What Calling, Proceeding and Early have in common. */
    record Inviting(
            CallState at,
            CallFacts facts,
            Negotiation negotiation,
            Map<DialogId, Agreed> previews,
            boolean rang,
            Function<CallFacts, CallState> with) {
        static Inviting of(CallState.Calling at) {
            return new Inviting(
                    at,
                    at.facts(),
                    at.negotiation(),
                    Map.of(),
                    false,
                    facts -> new CallState.Calling(facts, at.negotiation()));
        }

        static Inviting of(CallState.Proceeding at) {
            return new Inviting(
                    at,
                    at.facts(),
                    at.negotiation(),
                    Map.of(),
                    true,
                    facts -> new CallState.Proceeding(facts, at.negotiation()));
        }

        static Inviting of(CallState.Early at) {
            return new Inviting(
                    at,
                    at.facts(),
                    at.negotiation(),
                    at.previews(),
                    true,
                    facts -> new CallState.Early(facts, at.negotiation(), at.previews()));
        }
    }

    static CallStep step(Inviting call, CallInput input, Instant now) {
        CallState at = call.at();
        return switch (input) {
            case ProvisionalReceived provisional -> progressed(call, provisional);
            case InviteAnswered answered -> answered(call, answered, now);
            case CallInput.InviteRejected rejected -> {
                CallEnd end = CallFailures.of(rejected.response(), call.rang());
                yield Ending.failed(at, call.facts(), end, now, CallFailures.tone(end));
            }
            case CallInput.InviteTimedOut _ ->
                Ending.failed(at, call.facts(), Ending.NO_RESPONSE, now, LocalTone.REORDER);
            case CallInput.TransportFailed failed ->
                Ending.failed(at, call.facts(), Ending.connectionLost(failed.error()), now, LocalTone.REORDER);
            case CallInput.HangUpRequested _ -> cancel(call, Ending.CANCELLED);
            case CallInput.TimerFired fired ->
                fired.timer() == CallTimer.RING_LIMIT
                        ? cancel(call, Ending.NOBODY_ANSWERED)
                        : CallStep.ignored(at, "timer of another state");
            case CallInput.MuteRequested mute -> {
                CallFacts facts = call.facts().withMuted(mute.muted());
                yield CallStep.to(
                        call.with().apply(facts),
                        new ApplyMedia(facts.plan()),
                        new Announce(new CallNews.Muted(mute.muted())));
            }
            case CallInput.DigitsRequested digits ->
                Digits.send(at, call.facts(), Optional.empty(), digits.digits(), call.with());
            case CallInput.DigitReceived digit ->
                call.previews().isEmpty()
                        ? CallStep.ignored(at, "telephone event without a stream")
                        : CallStep.to(at, new Announce(new CallNews.DigitHeard(digit.digit())));
            case CallInput.DialRequested _,
                    CallInput.AnswerRequested _,
                    CallInput.RejectRequested _,
                    CallInput.HoldRequested _,
                    CallInput.TransferRequested _ -> CallStep.wrongState(at);
            // RFC 3261 §15: the called side may not send BYE in an early dialog
            case CallInput.ByeReceived _ -> CallStep.ignored(at, "BYE in an early dialog");
            case CallInput.InviteReceived _,
                    CallInput.InviteTurnedAway _,
                    CallInput.CancelReceived _,
                    CallInput.PrackReceived _,
                    CallInput.AckReceived _,
                    CallInput.AckTimedOut _ -> CallStep.ignored(at, "belongs to an incoming call");
            case CallInput.ReinviteReceived offer -> reoffered(call, offer);
            case CallInput.TakenOver _ ->
                cancel(call, Ending.REPLACED); // RFC 3891 §3: CANCEL for an early dialog of ours
            case CallInput.ReferReceived refer -> HandoverSteps.refused(at, refer, 603);
            case CallInput.ByeCompleted _,
                    CallInput.SessionInput _,
                    CallInput.DigitsRefused _,
                    CallInput.PathInput _,
                    CallInput.ReinviteAnswered _,
                    CallInput.ReinviteRejected _,
                    CallInput.ReinviteTimedOut _,
                    CallInput.ReferAnswered _,
                    CallInput.TransferNotified _ -> CallStep.ignored(at, "no confirmed dialog yet");
            case CallInput.SecuringFailed failed -> // until the answer there is time for another handshake
                call.previews().isEmpty() || failed.error() == ErrorCode.SPEECH_NOT_SECURED
                        ? CallStep.ignored(at, "no stream has to be secured yet")
                        : cancel(call, Ending.notSecured(failed.error()));
            case CallInput.MediaReserved _, CallInput.MediaUnavailable _ ->
                CallStep.ignored(at, "the socket is already there");
        };
    }

    /** Early media is decided by SDP, each To tag for itself, never by the status (RFC 3960 §3.2). */
    private static CallStep progressed(Inviting call, ProvisionalReceived provisional) {
        Optional<Agreed> before = provisional
                .dialog()
                .flatMap(dialog -> Optional.ofNullable(call.previews().get(dialog)));
        Optional<Agreed> preview = provisional.sdp().flatMap(sdp -> readAnswer(call, sdp, before));
        if (preview.isPresent() && provisional.dialog().isPresent()) {
            return playEarlyMedia(call, provisional.dialog().get(), preview.get());
        }
        if (call.at() instanceof CallState.Calling && provisional.status() == 180) {
            CallFacts facts = call.facts().withTone(LocalTone.RINGBACK);
            return CallStep.to(
                    new CallState.Proceeding(facts, call.negotiation()),
                    new ApplyMedia(facts.plan()),
                    new Announce(new CallNews.Progressed(false)));
        }
        return CallStep.to(
                call.at()); // 181, 182, 183 without SDP, another 180: nothing that the agent could tell apart
    }

    /** The latest early SDP plays: a forked call may ring in several places. */
    private static CallStep playEarlyMedia(Inviting call, DialogId dialog, Agreed preview) {
        if (preview.equals(call.previews().get(dialog))) {
            return CallStep.to(call.at()); // the same answer again, as a reliable or repeated response carries it
        }
        Map<DialogId, Agreed> previews = new HashMap<>(call.previews());
        previews.put(dialog, preview);
        CallFacts facts = call.facts().withStream(preview.stream(), preview.direction());
        CallState next = new CallState.Early(facts, call.negotiation(), previews);
        return call.at() instanceof CallState.Early
                ? CallStep.to(next, new ApplyMedia(facts.plan()))
                : CallStep.to(next, new ApplyMedia(facts.plan()), new Announce(new CallNews.Progressed(true)));
    }

    /** UPDATE in an early dialog (RFC 3311 §5.2): a new offer is possible once ours has been answered there. */
    private static CallStep reoffered(Inviting call, CallInput.ReinviteReceived offer) {
        DialogId dialog = offer.dialog();
        Agreed before = call.previews().get(dialog);
        if (before == null || offer.sdp().isEmpty()) {
            return CallStep.to(call.at(), new RespondToReinvite(dialog, 491, Optional.empty()));
        }
        return switch (before.next().answer(offer.sdp().get(), Direction.SENDRECV)) {
            case Agreed agreed ->
                playEarlyMedia(call, dialog, agreed).after(new RespondToReinvite(dialog, 200, agreed.sdp()));
            case NotAcceptable refused ->
                CallStep.to(call.at(), new RespondToReinvite(dialog, refused.status(), Optional.empty()));
        };
    }

    /** RFC 3261 §13.2.2.4. A 2xx without SDP confirms the early answer of its own dialog. */
    private static CallStep answered(Inviting call, InviteAnswered answered, Instant now) {
        DialogId dialog = answered.dialog();
        Optional<Agreed> preview = Optional.ofNullable(call.previews().get(dialog));
        // an offer of theirs that we have answered meanwhile has replaced ours, whatever the 2xx repeats
        Optional<Agreed> replaced = preview.filter(agreed -> agreed.sdp().isPresent());
        Optional<Agreed> agreed = replaced.or(() -> confirmed(call, answered, preview));
        SendAck ack = new SendAck(dialog, Optional.empty());
        if (agreed.isEmpty()) {
            return Ending.failed(call.at(), call.facts(), Ending.MEDIA_NOT_ACCEPTED, now, LocalTone.REORDER)
                    .after(ack, new SendBye(dialog, Ending.REASON_488));
        }
        CallFacts facts =
                call.facts().withStream(agreed.get().stream(), agreed.get().direction());
        CallStep connected = CallStep.to(
                new CallState.Connected(facts, agreed.get().next(), dialog, now),
                ack,
                new ApplyMedia(facts.plan()),
                new StopTimer(CallTimer.RING_LIMIT),
                new Announce(new CallNews.Connected()));
        return facts.heldByFarEnd() ? connected.then(new Announce(new CallNews.HeldByFarEnd(true))) : connected;
    }

    private static Optional<Agreed> confirmed(Inviting call, InviteAnswered answered, Optional<Agreed> preview) {
        return answered.sdp()
                .flatMap(sdp -> readAnswer(call, sdp, preview))
                .or(() -> answered.sdp().isPresent() ? Optional.empty() : preview);
    }

    /** @param before what the same dialog has said already */
    private static Optional<Agreed> readAnswer(Inviting call, String sdp, Optional<Agreed> before) {
        return call.negotiation().readAnswer(sdp, before) instanceof Agreed agreed
                ? Optional.of(agreed)
                : Optional.empty();
    }

    private static CallStep cancel(Inviting call, CallEnd end) {
        CallFacts silent = call.facts().withToneAlone(LocalTone.NONE);
        return CallStep.to(
                new CallState.Cancelling(silent, end),
                new SendCancel(),
                new ApplyMedia(silent.plan()),
                new StopTimer(CallTimer.RING_LIMIT),
                new StartTimer(CallTimer.CANCEL_GUARD, CancellingSteps.GUARD));
    }
}
