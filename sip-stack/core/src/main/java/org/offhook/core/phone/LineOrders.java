package org.offhook.core.phone;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.call.CallEffect;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallNews;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallState;
import org.offhook.core.error.ErrorCode;

/** Carries out what the calls' machines order. Owned by the loop's thread. */
final class LineOrders {
    private final LoopContext context;
    private final Lines lines;
    private final Bell bell;
    private final Handovers handovers;

    private record TimerKey(CallId call, CallTimer timer) {}

    LineOrders(LoopContext context, Lines lines, Bell bell, Handovers handovers) {
        this.context = context;
        this.lines = lines;
        this.bell = bell;
        this.handovers = handovers;
    }

    /** Returns false when the call cannot go on because of it. */
    boolean carryOut(CallId id, CallEffect effect) {
        return switch (effect) {
            case CallEffect.SendInvite order ->
                context.guarded(
                        "signalling.sendInvite",
                        () -> context.signalling.sendInvite(id, order.plan(), order.sdpOffer()));
            case CallEffect.SendCancel _ ->
                context.guarded("signalling.sendCancel", () -> context.signalling.sendCancel(id));
            case CallEffect.SendAck order ->
                context.guarded(
                        "signalling.sendAck", () -> context.signalling.sendAck(id, order.dialog(), order.sdpAnswer()));
            case CallEffect.SendBye order ->
                context.guarded(
                        "signalling.sendBye", () -> context.signalling.sendBye(id, order.dialog(), order.reason()));
            case CallEffect.Respond order ->
                context.guarded(
                        "signalling.respond", () -> context.signalling.respond(id, order.status(), order.sdp()));
            case CallEffect.Redirect order ->
                context.guarded("signalling.redirect", () -> context.signalling.redirect(id, order.number()));
            case CallEffect.SendReinvite order ->
                context.guarded(
                        "signalling.sendReinvite",
                        () -> context.signalling.sendReinvite(id, order.dialog(), order.sdpOffer()));
            case CallEffect.RespondToReinvite order ->
                context.guarded(
                        "signalling.respondToReinvite",
                        () -> context.signalling.respondToReinvite(id, order.dialog(), order.status(), order.sdp()));
            case CallEffect.SendRefer order ->
                context.guarded(
                        "signalling.sendRefer", () -> context.signalling.sendRefer(id, order.dialog(), order.target()));
            case CallEffect.RespondToRefer order ->
                context.guarded(
                        "signalling.respondToRefer",
                        () -> context.signalling.respondToRefer(id, order.dialog(), order.status()));
            case CallEffect.FollowReferral order -> {
                context.followUp(() -> handovers.follow(id, order.dialog(), order.referral()));
                yield true;
            }
            case CallEffect.SendDigitsByInfo order -> {
                playKey(order.digits());
                yield context.guarded(
                        "signalling.sendDigits",
                        () -> context.signalling.sendDigits(id, order.dialog(), order.digits()));
            }
            case CallEffect.SendUpdate order ->
                context.guarded("signalling.sendUpdate", () -> context.signalling.sendUpdate(id, order.dialog()));
            case CallEffect.ForgetCall _ -> context.guarded("signalling.forget", () -> context.signalling.forget(id));
            case CallEffect.ReserveMedia _ -> {
                if (!context.guarded("media.reserve", () -> context.reserve(id))) {
                    context.followUp(() -> lines.happened(id, new CallInput.MediaUnavailable(ErrorCode.INTERNAL)));
                }
                yield true;
            }
            case CallEffect.LocateMedia(String address) -> {
                if (!context.guarded("media.locate", () -> context.media.locate(id, address))) {
                    context.followUp(() -> lines.happened(id, new CallInput.MediaLocated(address, Optional.empty())));
                }
                yield true;
            }
            case CallEffect.PrepareMedia _ -> media("media.prepare", () -> context.media.prepare(id));
            case CallEffect.ApplyMedia order -> media("media.apply", () -> context.media.apply(id, order.plan()));
            case CallEffect.SendTelephoneEvents order ->
                media("media.sendDigits", () -> {
                    context.media.sendDigits(id, order.digits());
                    playKey(order.digits());
                });
            case CallEffect.StartRinging _ -> media("media.startRinging", () -> bell.ring(id));
            case CallEffect.StopRinging _ -> media("media.stopRinging", () -> bell.stop(id));
            case CallEffect.ReleaseMedia _ -> media("media.release", () -> context.media.release(id));
            case CallEffect.StartTimer order -> startTimer(id, order.timer(), order.after());
            case CallEffect.StopTimer order -> {
                context.timers.stop(new TimerKey(id, order.timer()));
                yield true;
            }
            case CallEffect.Announce order -> announce(id, order.news());
            case CallEffect.Ignore _ -> {
                context.countIgnored();
                yield true;
            }
            case CallEffect.Refuse _ -> true; // answered above
        };
    }

    /** What is keyed by hand is heard. */
    private void playKey(String digits) {
        if (digits.length() == 1) {
            context.guarded("media.playKeyTone", () -> context.media.playKeyTone(digits.charAt(0)));
        }
    }

    /** A call without sound is still a call: the fault is told, the call goes on. */
    private boolean media(String where, Runnable order) {
        context.guarded(where, order);
        return true;
    }

    private boolean startTimer(CallId id, CallTimer timer, Duration after) {
        context.timers.start(
                new TimerKey(id, timer),
                context.now.plus(after),
                () -> lines.happened(id, new CallInput.TimerFired(timer)));
        return true;
    }

    private boolean announce(CallId id, CallNews news) {
        CallState state = lines.state(id);
        lines.follow(id, news);
        context.tell(
                switch (news) {
                    case CallNews.Dialled(CallParty party) ->
                        new PhoneEvent.CallDialled(id, party, context.calls.of(id));
                    case CallNews.Offered(CallParty party) ->
                        new PhoneEvent.CallOffered(id, party, context.calls.of(id));
                    case CallNews.Progressed(boolean early) -> new PhoneEvent.CallProgressed(id, early);
                    case CallNews.Connected _ -> new PhoneEvent.CallConnected(id);
                    case CallNews.Muted(boolean muted) -> new PhoneEvent.CallMuted(id, muted);
                    case CallNews.Held(boolean held) -> new PhoneEvent.CallHeld(id, held);
                    case CallNews.TransferProgressed(int status) -> new PhoneEvent.CallTransferProgressed(id, status);
                    case CallNews.Refused(ErrorCode error, int status) ->
                        new PhoneEvent.RequestRefused(id, error, status);
                    case CallNews.HeldByFarEnd(boolean held) -> new PhoneEvent.CallHeldByFarEnd(id, held);
                    case CallNews.DigitHeard(char digit) -> new PhoneEvent.DigitHeard(id, digit);
                    case CallNews.Ended ended -> {
                        CallView view = Views.of(id, state).orElseThrow();
                        yield new PhoneEvent.CallEnded(id, view.direction(), view.party(), ended.end(), ended.talked());
                    }
                });
        return true;
    }
}
