package org.offhook.core.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.RecordingInput.Ordered;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of a recording's state and input. */
class RecordingMachineTableTest {
    private static final String FILE = "a.wav";

    private static Map<String, RecordingState> states() {
        Map<String, RecordingState> states = new LinkedHashMap<>();
        states.put("Unasked", new RecordingState.Unasked());
        states.put("Awaiting", new RecordingState.Awaiting());
        states.put("AwaitingPaused", new RecordingState.AwaitingPaused());
        states.put("Idle", new RecordingState.Idle());
        states.put("Opening", new RecordingState.Opening());
        states.put("OpeningPaused", new RecordingState.OpeningPaused());
        states.put("Running", new RecordingState.Running(FILE));
        states.put("Paused", new RecordingState.Paused(FILE));
        states.put("Failed", new RecordingState.Failed(ErrorCode.RECORDING_DISK_FULL));
        states.put("Over", new RecordingState.Over());
        return states;
    }

    private static Map<String, RecordingInput> inputs() {
        Map<String, RecordingInput> inputs = new LinkedHashMap<>();
        for (RecordingOrder order : RecordingOrder.values()) {
            inputs.put("Ordered " + order, new Ordered(order));
        }
        inputs.put("CallConnected", new RecordingInput.CallConnected());
        inputs.put("CallEnded", new RecordingInput.CallEnded());
        inputs.put("FileOpened", new RecordingInput.FileOpened(FILE));
        inputs.put("FileFailed", new RecordingInput.FileFailed(ErrorCode.RECORDING_DISK_FULL, ""));
        inputs.put("FileFinished", new RecordingInput.FileFinished(FILE));
        return inputs;
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(RecordingState.class));
        Set<String> kinds = inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(RecordingInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("recording");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            RecordingStep step = RecordingMachine.step(state, input);
            String orders = step.effects().stream()
                    .map(RecordingMachineTableTest::shown)
                    .collect(Collectors.joining(" · "));
            String next = step.next().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    next.equals(name)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    private static String shown(RecordingEffect effect) {
        return switch (effect) {
            case RecordingEffect.KeepOut(boolean silent) -> silent ? "KeepOut speech" : "KeepOut nothing";
            case RecordingEffect.Refuse(ErrorCode error, String detail) -> "refused " + error.code() + ": " + detail;
            case RecordingEffect.TellFault(ErrorCode error, String _) -> "TellFault " + error.code();
            case RecordingEffect.OpenFile _, RecordingEffect.CloseFile _, RecordingEffect.TellFinished _ ->
                effect.getClass().getSimpleName();
        };
    }

    @Test
    void aPauseIsRefusedWhereverNothingIsRecordedAndHoldsWhereverSomethingIs() {
        states().forEach((name, state) -> {
            RecordingStep step = RecordingMachine.step(state, new Ordered(RecordingOrder.PAUSE));
            boolean refused = step.effects().stream().anyMatch(effect -> effect instanceof RecordingEffect.Refuse);
            boolean silent = step.next().view() == CallRecording.PAUSED;
            assertThat(refused).as(name).isNotEqualTo(silent);
        });
    }

    @Test
    void everyFileThatWasOpenedIsClosedWhenTheCallEnds() {
        states().forEach((name, state) -> {
            boolean open = state instanceof RecordingState.Opening
                    || state instanceof RecordingState.OpeningPaused
                    || state instanceof RecordingState.Running
                    || state instanceof RecordingState.Paused;
            RecordingStep step = RecordingMachine.step(state, new RecordingInput.CallEnded());
            assertThat(step.effects().contains(new RecordingEffect.CloseFile()))
                    .as(name)
                    .isEqualTo(open);
        });
    }
}
