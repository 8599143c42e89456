package org.offhook.core.phone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallState;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;

/** One call at a time is talked on: which one it is, which wait, and which are joined. Owned by the loop's thread. */
final class LineTurns {
    private final LoopContext context;
    private final Lines lines;
    private final Conference conference;
    /** Calls whose far end is being connected with that of another call. */
    private final Map<CallId, CallId> connecting = new HashMap<>();

    LineTurns(LoopContext context, Lines lines) {
        this.context = context;
        this.lines = lines;
        this.conference = new Conference(context);
    }

    /** The calls of a conversation of several; empty without one. */
    List<CallId> joined() {
        return conference.calls();
    }

    /** The other call ends with the one that was connected with it, or stays. */
    void ended(CallId id, CallEnd end) {
        conference.without(id);
        CallId other = connecting.remove(id);
        if (other != null && end.cause() == CallEnd.Cause.TRANSFERRED) {
            context.followUp(() -> lines.command(other, new CallInput.HangUpRequested()));
        }
    }

    void refused(CallId id, ErrorCode error) {
        if (error == ErrorCode.TRANSFER_FAILED) {
            connecting.remove(id);
        }
    }

    /** Answers; the call that is talked on is put on hold first, so that nobody hears what is not for them. */
    Optional<CommandOutcome.Refused> answer(CallId id) {
        if (!lines.isRinging(id)) {
            return lines.command(id, new CallInput.AnswerRequested());
        }
        return holdAllBut(Optional.of(id)).or(() -> lines.command(id, new CallInput.AnswerRequested()));
    }

    /** On hold one hears nobody: a conversation of several comes apart. */
    Optional<CommandOutcome.Refused> hold(CallId id) {
        Optional<CommandOutcome.Refused> refused = lines.command(id, new CallInput.HoldRequested(true));
        if (refused.isEmpty() && conference.has(id)) {
            conference.apart();
        }
        return refused;
    }

    /** In a conversation of several, all of them. */
    Optional<CommandOutcome.Refused> mute(CallId id, boolean muted) {
        Optional<CommandOutcome.Refused> refused = lines.command(id, new CallInput.MuteRequested(muted));
        if (refused.isEmpty() && conference.has(id)) {
            conference.calls().stream()
                    .filter(other -> !other.equals(id))
                    .forEach(other -> lines.command(other, new CallInput.MuteRequested(muted)));
        }
        return refused;
    }

    /** Joins all calls that are up; those on hold are taken back. */
    Optional<CommandOutcome.Refused> join() {
        List<CallId> up = new ArrayList<>(2);
        boolean muted = false;
        for (Map.Entry<CallId, CallState> call : lines.states().entrySet()) {
            if (Views.dialog(call.getValue()).isPresent()) {
                up.add(call.getKey());
                muted |= isMuted(call.getValue());
            }
        }
        if (up.size() < 2) {
            return Optional.of(new CommandOutcome.Refused(
                    ErrorCode.NO_CALL_FOR_THAT, "join: there is no second call that stands"));
        }
        for (CallId id : up) {
            lines.command(id, new CallInput.HoldRequested(false));
            if (isMuted(lines.state(id)) != muted) {
                lines.command(
                        id, new CallInput.MuteRequested(muted)); // who was not to be heard by one is heard by none
            }
        }
        conference.join(up);
        return Optional.empty();
    }

    /** Where one of several is replaced, those who are left go on with the new one. */
    void joinInPlaceOf(CallId old, CallId replacement) {
        conference.replace(old, replacement);
    }

    private static boolean isMuted(CallState state) {
        return Views.of(new CallId(""), state).map(CallView::muted).orElse(false);
    }

    Optional<CommandOutcome.Refused> takeBack(CallId id) {
        if (conference.has(id) || !isHeld(lines.state(id))) {
            return lines.command(id, new CallInput.HoldRequested(false));
        }
        return holdAllBut(Optional.of(id)).or(() -> lines.command(id, new CallInput.HoldRequested(false)));
    }

    /** Holds the call that is talked on and takes back the one that has been on hold for longest. */
    Optional<CommandOutcome.Refused> swap() {
        for (Map.Entry<CallId, CallState> call : lines.states().entrySet()) {
            if (isHeld(call.getValue())) {
                return takeBack(call.getKey());
            }
        }
        return Optional.of(new CommandOutcome.Refused(ErrorCode.NO_CALL_FOR_THAT, "swap: no call is on hold"));
    }

    /** Sends the far end of a call to that of another one, which must both be up (RFC 5589 §7). */
    Optional<CommandOutcome.Refused> connect(CallId id, CallId other) {
        Optional<DialogId> dialog = Views.dialog(lines.state(other));
        if (!context.calls.of(id).equals(context.calls.of(other))) { // no exchange knows the other one's dialogs
            return Optional.of(
                    new CommandOutcome.Refused(ErrorCode.CALL_STATE_WRONG, "the calls are over different accounts"));
        }
        if (dialog.isEmpty() || id.equals(other)) {
            return Optional.of(new CommandOutcome.Refused(
                    lines.states().containsKey(other) ? ErrorCode.CALL_STATE_WRONG : ErrorCode.NO_SUCH_CALL,
                    "there is no second call that stands"));
        }
        TransferTarget target = new TransferTarget.FarEnd(other, dialog.get());
        Optional<CommandOutcome.Refused> refused = lines.command(id, new CallInput.TransferRequested(target));
        if (refused.isEmpty()) {
            connecting.put(id, other);
        }
        return refused;
    }

    /** Refused, and nothing changed, while a call is being dialled: that one cannot be held. */
    Optional<CommandOutcome.Refused> holdAllBut(Optional<CallId> kept) {
        if (lines.states().isEmpty()) {
            return Optional.empty();
        }
        List<CallId> talking = new ArrayList<>(2);
        for (Map.Entry<CallId, CallState> call : lines.states().entrySet()) {
            if (kept.isPresent() && kept.get().equals(call.getKey())) {
                continue;
            }
            switch (call.getValue()) {
                case CallState.Reserving _,
                        CallState.Calling _,
                        CallState.Proceeding _,
                        CallState.Early _,
                        CallState.AnswerPending _,
                        CallState.AnswerAwaitingPrack _ -> {
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
                        CallState.OfferDue _,
                        CallState.AlertingWithOffer _,
                        CallState.AlertingAgreed _,
                        CallState.ClosingAfterAck _,
                        CallState.EndTone _,
                        CallState.Ended _,
                        CallState.Gone _ -> {}
            }
        }
        talking.forEach(this::hold);
        return Optional.empty();
    }

    private static boolean isHeld(CallState state) {
        return state.live()
                && Views.of(new CallId(""), state).map(CallView::held).orElse(false);
    }
}
