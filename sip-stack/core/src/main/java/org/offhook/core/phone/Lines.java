package org.offhook.core.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.call.CallEffect;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.call.CallInput.TransportFailed;
import org.offhook.core.call.CallMachine;
import org.offhook.core.call.CallNews;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallState;
import org.offhook.core.call.CallStep;
import org.offhook.core.call.DigitWay;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;

/** Runs a machine for every call and carries their orders out. Owned by the loop's thread. */
final class Lines {
    /** Ports that were taken may be free again by then. */
    private static final Duration SPARE_AGAIN = Duration.ofSeconds(5);

    private final LoopContext context;
    private final Supplier<CallId> ids;
    private final DigitWay digitWay;
    private final Map<CallId, CallState> calls = new LinkedHashMap<>();
    private final QualityWatch quality;
    private final Bell bell;
    private SpareSocket spare = new SpareSocket.None();

    private record TimerKey(CallId call, CallTimer timer) {}

    Lines(LoopContext context, Supplier<CallId> ids, DigitWay digitWay) {
        this.context = context;
        this.ids = ids;
        this.digitWay = digitWay;
        quality = new QualityWatch(context);
        this.bell = new Bell(context, this);
    }

    // ---- what is there

    List<CallView> views() {
        List<CallView> live = new ArrayList<>(calls.size());
        List<CallView> held = new ArrayList<>(2);
        List<CallView> over = new ArrayList<>(2);
        calls.forEach((id, state) -> Views.of(id, state)
                .map(view -> view.withQuality(quality.of(id)))
                .ifPresent(view -> (!view.live() ? over : view.held() ? held : live).add(view)));
        live.addAll(held);
        live.addAll(over);
        return List.copyOf(live);
    }

    int liveCount() {
        int live = 0;
        for (CallState state : calls.values()) {
            live += state.live() ? 1 : 0;
        }
        return live;
    }

    boolean isRinging(CallId id) {
        CallState state = calls.getOrDefault(id, new CallState.Gone());
        return state instanceof CallState.Offered
                || state instanceof CallState.Alerting
                || state instanceof CallState.AnswerPending;
    }

    // ---- inputs

    /** Begins an outgoing call on the spare socket where there is one. */
    CallId dial(CallInput.DialPlan plan) {
        silenceEndTones();
        CallId id = switch (spare) {
            case SpareSocket.None _, SpareSocket.Unavailable _ -> ids.get();
            case SpareSocket.Asked(CallId asked) -> asked;
            case SpareSocket.Ready(CallId ready, LocalMedia _) -> ready;
        };
        SpareSocket taken = spare;
        spare = new SpareSocket.None();
        calls.put(id, new CallState.New(digitWay));
        step(id, new CallInput.DialRequested(plan), taken);
        if (taken instanceof SpareSocket.Ready(CallId _, LocalMedia media)) {
            step(id, new MediaReserved(addressed(media)), taken);
        }
        return id;
    }

    /** A new incoming call, or one that may not ring. */
    void incoming(CallId id, CallInput first) {
        calls.put(id, new CallState.New(digitWay));
        if (first instanceof InviteReceived invite) {
            bell.ringsAs(id, invite.wishes().ring());
        }
        step(id, first, new SpareSocket.None());
    }

    /** A new incoming call that nobody has to answer, unless there is another one: that one is not put on hold for it. */
    void incomingAnswered(CallId id, InviteReceived invite, Duration after) {
        incoming(id, invite);
        bell.answerAfter(id, after);
    }

    /** Gives a call an input from a peer or a device. */
    void happened(CallId id, CallInput input) {
        if (calls.containsKey(id)) {
            CallInput known =
                    input instanceof MediaReserved(LocalMedia media) ? new MediaReserved(addressed(media)) : input;
            step(id, known, new SpareSocket.None());
            return;
        }
        switch (spare) {
            case SpareSocket.Asked(CallId asked) when asked.equals(id) -> spareAnswered(id, input);
            case SpareSocket.None _, SpareSocket.Asked _, SpareSocket.Unavailable _, SpareSocket.Ready _ -> {
                context.countUnknownCall();
                if (input instanceof MediaReserved) {
                    context.guarded("media.release", () -> context.media.release(id));
                }
            }
        }
    }

    /** Gives a call a command; returns why it was refused, if it was. */
    Optional<CommandOutcome.Refused> command(CallId id, CallInput command) {
        return calls.containsKey(id)
                ? step(id, command, new SpareSocket.None())
                : Optional.of(CommandOutcome.Refused.of(ErrorCode.NO_SUCH_CALL));
    }

    // ---- one call at a time is talked on

    /** Answers; the call that is talked on is put on hold first, so that nobody hears what is not for them. */
    Optional<CommandOutcome.Refused> answer(CallId id) {
        if (!isRinging(id)) {
            return command(id, new CallInput.AnswerRequested());
        }
        return holdAllBut(Optional.of(id)).or(() -> command(id, new CallInput.AnswerRequested()));
    }

    Optional<CommandOutcome.Refused> takeBack(CallId id) {
        if (!isHeld(calls.getOrDefault(id, new CallState.Gone()))) {
            return command(id, new CallInput.HoldRequested(false));
        }
        return holdAllBut(Optional.of(id)).or(() -> command(id, new CallInput.HoldRequested(false)));
    }

    /** Holds the call that is talked on and takes back the one that has been on hold for longest. */
    Optional<CommandOutcome.Refused> swap() {
        for (Map.Entry<CallId, CallState> call : calls.entrySet()) {
            if (isHeld(call.getValue())) {
                return takeBack(call.getKey());
            }
        }
        return Optional.of(new CommandOutcome.Refused(ErrorCode.NO_SUCH_CALL, "no call is on hold"));
    }

    /** Refused, and nothing changed, while a call is being dialled: that one cannot be held. */
    Optional<CommandOutcome.Refused> holdAllBut(Optional<CallId> kept) {
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        List<CallId> talking = new ArrayList<>(2);
        for (Map.Entry<CallId, CallState> call : calls.entrySet()) {
            if (kept.isPresent() && kept.get().equals(call.getKey())) {
                continue;
            }
            switch (call.getValue()) {
                case CallState.Reserving _,
                        CallState.Calling _,
                        CallState.Proceeding _,
                        CallState.Early _,
                        CallState.AnswerPending _ -> {
                    return Optional.of(new CommandOutcome.Refused(
                            ErrorCode.CALL_IN_PROGRESS, "a call is being set up, which cannot be held"));
                }
                case CallState.Answering _,
                        CallState.AnsweringWithOffer _,
                        CallState.Connected _,
                        CallState.ConnectedWithOffer _,
                        CallState.Reoffering _,
                        CallState.Yielding _ -> talking.add(call.getKey());
                case CallState.New _,
                        CallState.Cancelling _,
                        CallState.Offered _,
                        CallState.Alerting _,
                        CallState.ClosingAfterAck _,
                        CallState.EndTone _,
                        CallState.Ended _,
                        CallState.Gone _ -> {}
            }
        }
        talking.forEach(id -> command(id, new CallInput.HoldRequested(true)));
        return Optional.empty();
    }

    private static boolean isHeld(CallState state) {
        return state.live()
                && Views.of(new CallId(""), state).map(CallView::held).orElse(false);
    }

    void hangUpAll() {
        for (CallId id : List.copyOf(calls.keySet())) {
            CallState state = calls.getOrDefault(id, new CallState.Gone());
            boolean onItsWay = state instanceof CallState.Cancelling; // its final response is waited for
            if (state.live() && !onItsWay) {
                step(id, new CallInput.HangUpRequested(), new SpareSocket.None());
            }
        }
    }

    // ---- the spare socket

    /** Reserves a socket for the next outgoing call, once. */
    void keepSpare() {
        if (spare instanceof SpareSocket.None) {
            CallId id = ids.get();
            spare = new SpareSocket.Asked(id);
            context.guarded("media.reserve", () -> context.media.reserve(id));
        }
    }

    private void trySpareAgain() {
        if (spare instanceof SpareSocket.Unavailable) {
            spare = new SpareSocket.None();
        }
    }

    /** Gives it back: its address may be wrong now. */
    void dropSpare() {
        CallId id = switch (spare) {
            case SpareSocket.None _, SpareSocket.Unavailable _ -> null;
            case SpareSocket.Asked(CallId asked) -> asked; // and again should it still come
            case SpareSocket.Ready(CallId ready, LocalMedia _) -> ready;
        };
        spare = new SpareSocket.None();
        if (id != null) {
            context.guarded("media.release", () -> context.media.release(id));
        }
    }

    private void spareAnswered(CallId id, CallInput input) {
        if (input instanceof MediaReserved(LocalMedia media)) {
            spare = new SpareSocket.Ready(id, media);
        } else if (input instanceof CallInput.MediaUnavailable) {
            spare = new SpareSocket.Unavailable(); // a call made now asks for itself and then says what is wrong
            context.timers.start("spare-socket", context.now.plus(SPARE_AGAIN), this::trySpareAgain);
        }
    }

    /** A socket bound to every address names none: signalling knows which one faces the exchange. */
    private LocalMedia addressed(LocalMedia media) {
        boolean everywhere = media.address().isEmpty()
                || media.address().equals("0.0.0.0")
                || media.address().equals("::");
        return everywhere ? context.signalling.localAddress().map(media::at).orElse(media) : media;
    }

    private void silenceEndTones() {
        for (CallId id : List.copyOf(calls.keySet())) {
            if (calls.get(id) instanceof CallState.EndTone) {
                step(id, new CallInput.HangUpRequested(), new SpareSocket.None());
            }
        }
    }

    // ---- steps

    private Optional<CommandOutcome.Refused> step(CallId id, CallInput input, SpareSocket taken) {
        CallStep step = CallMachine.step(calls.getOrDefault(id, new CallState.Gone()), input, context.now);
        calls.put(id, step.next());
        Optional<CommandOutcome.Refused> refused = Optional.empty();
        for (CallEffect effect : step.effects()) {
            boolean served = effect instanceof CallEffect.ReserveMedia && taken.holdsSocket();
            if (effect instanceof CallEffect.Refuse(ErrorCode error, String detail)) {
                refused = Optional.of(new CommandOutcome.Refused(error, detail));
            } else if (!served && !carryOut(id, effect)) {
                context.followUp(() -> happened(id, new TransportFailed(ErrorCode.INTERNAL)));
            }
        }
        if (step.next() instanceof CallState.Gone) {
            calls.remove(id);
            quality.end(id);
            bell.forget(id);
        }
        return refused;
    }

    /** Returns false when the call cannot go on because of it. */
    private boolean carryOut(CallId id, CallEffect effect) {
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
                        "signalling.sendRefer", () -> context.signalling.sendRefer(id, order.dialog(), order.number()));
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
                if (!context.guarded("media.reserve", () -> context.media.reserve(id))) {
                    context.followUp(() -> happened(id, new CallInput.MediaUnavailable(ErrorCode.INTERNAL)));
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
                new TimerKey(id, timer), context.now.plus(after), () -> happened(id, new CallInput.TimerFired(timer)));
        return true;
    }

    /** Empty for a call that is not connected; else whether the far end should be heard. */
    private Optional<Boolean> hears(CallId id) {
        return Views.of(id, calls.getOrDefault(id, new CallState.Gone()))
                .filter(view -> view.phase() == CallView.Phase.CONNECTED)
                .map(view -> !view.held() && !view.heldByFarEnd());
    }

    private boolean announce(CallId id, CallNews news) {
        CallState state = calls.getOrDefault(id, new CallState.Gone());
        if (news instanceof CallNews.Connected) {
            quality.begin(id, this::hears);
        }
        context.tell(
                switch (news) {
                    case CallNews.Dialled(CallParty party) -> new PhoneEvent.CallDialled(id, party);
                    case CallNews.Offered(CallParty party) -> new PhoneEvent.CallOffered(id, party);
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
