package org.offhook.core.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEffect;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.call.CallInput.TransportFailed;
import org.offhook.core.call.CallMachine;
import org.offhook.core.call.CallNews;
import org.offhook.core.call.CallState;
import org.offhook.core.call.CallStep;
import org.offhook.core.call.DigitWay;
import org.offhook.core.call.Takeover;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingSubject;

/** Runs a machine for every call and carries their orders out. Owned by the loop's thread. */
final class Lines {
    private final LoopContext context;
    private final Supplier<CallId> ids;
    private final DigitWay digitWay;
    private final Map<CallId, CallState> calls = new LinkedHashMap<>();
    private final QualityWatch quality;
    private final MappingWatch mappings;
    private final Bell bell;
    private final SpareLine spare;
    private final LineTurns turns;
    private final Recordings recordings;
    private final MicrophoneWatch microphone;
    private final LineOrders orders;
    private final Handovers handovers;

    Lines(LoopContext context, Supplier<CallId> ids, DigitWay digitWay) {
        this.context = context;
        this.ids = ids;
        this.digitWay = digitWay;
        this.quality = new QualityWatch(context, id -> happened(id, new CallInput.SilenceNoticed()));
        this.mappings = new MappingWatch(
                context,
                id -> Views.dialog(state(id)).isPresent(),
                (id, remapped) -> step(id, remapped, new SpareSocket.None()));
        this.spare = new SpareLine(context, ids);
        this.turns = new LineTurns(context, this);
        this.recordings = new Recordings(context, this::subject);
        this.microphone = new MicrophoneWatch(context, () -> MicrophoneWatch.of(views()));
        this.bell = new Bell(context, this);
        this.handovers = new Handovers(context, this);
        this.orders = new LineOrders(context, this, bell, handovers);
    }

    // ---- what is there

    List<CallView> views() {
        List<CallView> live = new ArrayList<>(calls.size());
        List<CallView> held = new ArrayList<>(2);
        List<CallView> over = new ArrayList<>(2);
        calls.forEach((id, state) -> Views.of(id, state)
                .map(view -> view.with(context.calls.of(id), quality.of(id), recordings.of(id)))
                .ifPresent(view -> (!view.live() ? over : view.held() ? held : live).add(view)));
        live.addAll(held);
        live.addAll(over);
        return List.copyOf(live);
    }

    Recordings recordings() {
        return recordings;
    }

    /** Which of the calls is talked on. */
    LineTurns turns() {
        return turns;
    }

    /** Every call that is kept, in order of start. */
    Map<CallId, CallState> states() {
        return Collections.unmodifiableMap(calls);
    }

    private Optional<RecordingSubject> subject(CallId id) {
        return Views.of(id, state(id))
                .map(view -> new RecordingSubject(
                        id, view.party().number(), view.direction() == CallView.CallDirection.INCOMING));
    }

    CallState state(CallId id) {
        return calls.getOrDefault(id, new CallState.Gone());
    }

    List<CallId> joined() {
        return turns.joined();
    }

    int liveCount() {
        int live = 0;
        for (CallState state : calls.values()) {
            live += state.live() ? 1 : 0;
        }
        return live;
    }

    /** Accounts that calls are over now. */
    Set<AccountId> liveAccounts() {
        return calls.entrySet().stream()
                .filter(call -> call.getValue().live())
                .map(call -> context.calls.of(call.getKey()))
                .collect(Collectors.toSet());
    }

    boolean isRinging(CallId id) {
        return state(id).rings();
    }

    // ---- inputs

    /** Begins an outgoing call on the spare socket where there is one. */
    CallId dial(CallInput.DialPlan plan, AccountId account) {
        silenceEndTones();
        SpareSocket taken =
                account.isMain() ? spare.take() : new SpareSocket.None(); // it agrees on the main account's terms
        CallId id = taken.reservedFor().orElseGet(ids);
        context.calls.put(id, account);
        calls.put(id, new CallState.New(digitWay));
        recordings.begin(id);
        step(id, new CallInput.DialRequested(plan), taken);
        if (taken instanceof SpareSocket.Ready(CallId _, LocalMedia media)) {
            step(id, new MediaReserved(addressed(id, media)), taken);
        }
        return id;
    }

    /** A new incoming call, or one that may not ring. */
    void incoming(CallId id, CallInput first) {
        calls.put(id, new CallState.New(digitWay));
        recordings.begin(id);
        if (first instanceof InviteReceived invite) {
            bell.ringsAs(id, invite.wishes().ring());
        }
        step(id, first, new SpareSocket.None());
    }

    /** A new incoming call that takes the place of one that is there. */
    void takeOver(CallId id, InviteReceived invite, Takeover takeover) {
        handovers.takeOver(id, invite, takeover);
    }

    /** A new incoming call that nobody has to answer, unless there is another one: that one is not put on hold for it. */
    void incomingAnswered(CallId id, InviteReceived invite, Duration after) {
        incoming(id, invite);
        bell.answerAfter(id, after);
    }

    /** Gives a call an input from a peer or a device. */
    void happened(CallId id, CallInput input) {
        if (calls.containsKey(id) && input instanceof CallInput.MediaRemapped remapped) {
            mappings.seen(id, remapped);
            context.guarded("signalling.askHowSeen", () -> context.signalling.askHowSeen(id));
            return;
        }
        if (calls.containsKey(id)) {
            if (input instanceof CallInput.PathRestored || input instanceof CallInput.MediaLocated) {
                mappings.overtaken(id);
            }
            CallInput known =
                    input instanceof MediaReserved(LocalMedia media) ? new MediaReserved(addressed(id, media)) : input;
            step(id, known, new SpareSocket.None());
            return;
        }
        if (!spare.happened(id, input)) {
            context.countUnknownCall();
            if (input instanceof MediaReserved) {
                context.guarded("media.release", () -> context.media.release(id));
            }
        }
    }

    /** Gives a call a command; returns why it was refused, if it was. */
    Optional<CommandOutcome.Refused> command(CallId id, CallInput command) {
        return calls.containsKey(id)
                ? step(id, command, new SpareSocket.None())
                : Optional.of(CommandOutcome.Refused.of(ErrorCode.NO_SUCH_CALL));
    }

    /** Something happened to a call that others have to know. */
    void follow(CallId id, CallNews news) {
        handovers.follow(id, news);
        switch (news) {
            case CallNews.Ended(CallEnd end, Duration _) -> {
                turns.ended(id, end);
                recordings.happened(id, new RecordingInput.CallEnded());
            }
            case CallNews.Refused(ErrorCode error, int _) -> turns.refused(id, error);
            case CallNews.Connected _ -> {
                quality.begin(id, this::hears);
                microphone.begin();
                recordings.happened(id, new RecordingInput.CallConnected());
            }
            case CallNews.Dialled _,
                    CallNews.Offered _,
                    CallNews.Progressed _,
                    CallNews.Muted _,
                    CallNews.DigitHeard _,
                    CallNews.TransferProgressed _ -> {}
            case CallNews.Held _, CallNews.HeldByFarEnd _ -> microphone.begin(); // taken back, maybe
        }
    }

    /** Calls over this account whose far ends are talked with. */
    List<CallId> upOver(AccountId account) {
        return calls.keySet().stream()
                .filter(id -> context.calls.of(id).equals(account))
                .filter(id -> Views.dialog(state(id)).isPresent())
                .toList();
    }

    /** Whether the calls of an account have a way to their far ends. */
    void way(AccountId account, boolean open) {
        mappings.way(account, open);
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

    /** Reserves a socket for the next outgoing call, once. */
    void keepSpare() {
        spare.keep();
    }

    /** Gives it back: its address may be wrong now. */
    void dropSpare() {
        spare.drop();
    }

    /** A socket bound to every address names none: signalling knows which one faces the exchange. */
    private LocalMedia addressed(CallId id, LocalMedia media) {
        boolean everywhere = !context.calls.of(id).isMain() // whose exchange may be reached another way
                || media.address().isEmpty()
                || media.address().equals("0.0.0.0")
                || media.address().equals("::");
        return everywhere ? context.signalling.localAddress(id).map(media::at).orElse(media) : media;
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
            if (effect instanceof CallEffect.ReleaseMedia) {
                Views.of(id, step.next()).ifPresent(view -> quality.sum(id, view));
            }
            boolean served = effect instanceof CallEffect.ReserveMedia && taken.holdsSocket();
            if (effect instanceof CallEffect.Refuse(ErrorCode error, String detail)) {
                refused = Optional.of(new CommandOutcome.Refused(error, detail));
            } else if (!served && !orders.carryOut(id, effect)) {
                context.followUp(() -> happened(id, new TransportFailed(ErrorCode.INTERNAL)));
            }
        }
        handovers.stepped(id, step.next());
        if (step.next() instanceof CallState.Gone) {
            calls.remove(id);
            quality.end(id);
            mappings.end(id);
            recordings.forget(id);
            bell.forget(id);
            context.calls.forget(id);
        }
        return refused;
    }

    /** Empty for a call that is not connected; else whether the far end should be heard. */
    private Optional<Boolean> hears(CallId id) {
        return Views.of(id, calls.getOrDefault(id, new CallState.Gone()))
                .filter(view -> view.phase() == CallView.Phase.CONNECTED)
                .map(view -> !view.held() && !view.heldByFarEnd());
    }
}
