package org.offhook.core.phone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingEffect;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingMachine;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.core.recording.RecordingState;
import org.offhook.core.recording.RecordingStep;
import org.offhook.core.recording.RecordingSubject;

/** Runs a recording's machine for each call that has one, and carries its orders out. Owned by the loop's thread. */
final class Recordings {
    private final LoopContext context;
    private final Function<CallId, Optional<RecordingSubject>> subjects;
    private final Map<CallId, RecordingState> states = new HashMap<>();

    /** @param subjects what a recording of a call would be of */
    Recordings(LoopContext context, Function<CallId, Optional<RecordingSubject>> subjects) {
        this.context = context;
        this.subjects = subjects;
    }

    /** A call can be recorded from now on. */
    void begin(CallId call) {
        states.put(call, new RecordingState.Unasked());
    }

    /** Nothing is known of the call any more. */
    void forget(CallId call) {
        states.remove(call);
    }

    CallRecording of(CallId call) {
        RecordingState state = states.get(call);
        return state == null ? CallRecording.OFF : state.view();
    }

    Optional<CommandOutcome.Refused> order(CallId call, RecordingOrder order) {
        return states.containsKey(call)
                ? step(call, new RecordingInput.Ordered(order))
                : Optional.of(CommandOutcome.Refused.of(ErrorCode.NO_SUCH_CALL));
    }

    /** Another call takes the place of one that is recorded: its recording goes on there, and so does a pause. */
    void carryOver(CallId old, CallId call) {
        switch (of(old)) {
            case AWAITED, RECORDING -> order(call, RecordingOrder.START);
            case PAUSED -> {
                order(call, RecordingOrder.START);
                order(call, RecordingOrder.PAUSE);
            }
            case OFF, FAILED -> {}
        }
    }

    void happened(CallId call, RecordingInput input) {
        step(call, input);
    }

    private Optional<CommandOutcome.Refused> step(CallId call, RecordingInput input) {
        RecordingState before = states.getOrDefault(call, new RecordingState.Over());
        RecordingStep step = RecordingMachine.step(before, input);
        states.computeIfPresent(call, (_, _) -> step.next());
        Optional<CommandOutcome.Refused> refused = Optional.empty();
        for (RecordingEffect effect : step.effects()) {
            switch (effect) {
                case RecordingEffect.OpenFile _ -> open(call);
                case RecordingEffect.KeepOut(boolean silent) ->
                    context.guarded("media.pauseRecording", () -> context.media.pauseRecording(call, silent));
                case RecordingEffect.CloseFile _ ->
                    context.guarded("media.stopRecording", () -> context.media.stopRecording(call));
                case RecordingEffect.TellFinished(String file) ->
                    context.tell(new PhoneEvent.RecordingFinished(call, file));
                case RecordingEffect.TellFault(ErrorCode error, String detail) ->
                    context.tell(new PhoneEvent.FaultRaised(error, detail));
                case RecordingEffect.Refuse(ErrorCode error, String detail) ->
                    refused = Optional.of(new CommandOutcome.Refused(error, detail));
            }
        }
        if (states.containsKey(call) && before.view() != step.next().view()) {
            context.tell(new PhoneEvent.CallRecordingChanged(call, step.next().view(), file(step.next())));
        }
        return refused;
    }

    private static Optional<String> file(RecordingState state) {
        return switch (state) {
            case RecordingState.Running(String file) -> Optional.of(file);
            case RecordingState.Paused(String file) -> Optional.of(file);
            case RecordingState.Unasked _,
                    RecordingState.Awaiting _,
                    RecordingState.AwaitingPaused _,
                    RecordingState.Idle _,
                    RecordingState.Opening _,
                    RecordingState.OpeningPaused _,
                    RecordingState.Failed _,
                    RecordingState.Over _ -> Optional.empty();
        };
    }

    private void open(CallId call) {
        boolean asked = subjects.apply(call)
                .filter(subject -> context.guarded("media.startRecording", () -> context.media.startRecording(subject)))
                .isPresent();
        if (!asked) {
            context.followUp(() -> step(call, new RecordingInput.FileFailed(ErrorCode.INTERNAL, "recording")));
        }
    }
}
