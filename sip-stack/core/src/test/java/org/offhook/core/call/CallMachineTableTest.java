package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of call state and input. */
class CallMachineTableTest {

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(CallSamples.states().keySet())
                .containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(CallState.class));
        CallSamples.states()
                .forEach((name, state) ->
                        assertThat(state.getClass().getSimpleName()).isEqualTo(name));
        Set<String> kinds = CallSamples.inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(CallInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("call");
        for (Map.Entry<String, CallState> state : CallSamples.states().entrySet()) {
            CallSamples.inputs().forEach((name, input) -> table.add(state.getKey(), name, outcome(state, input)));
        }
        table.agreesWithThePage();
    }

    private static String outcome(Map.Entry<String, CallState> state, CallInput input) {
        CallStep step = CallMachine.step(state.getValue(), input, CallSamples.NOW.plusSeconds(1));
        String orders = step.effects().stream().map(CallSamples::shown).collect(Collectors.joining(" · "));
        String next = step.next().getClass().getSimpleName();
        if (next.equals(state.getKey())) {
            return orders.isEmpty() ? "no change" : orders;
        }
        return "→ " + next + (orders.isEmpty() ? "" : ": " + orders);
    }

    @Test
    void startsEveryTimerItLaterListsAndStopsItBeforeItLeaves() {
        CallSamples.states()
                .forEach((name, state) -> CallSamples.inputs().forEach((inputName, input) -> {
                    CallStep step = CallMachine.step(state, input, CallSamples.NOW);
                    Set<CallInput.CallTimer> running = new TreeSet<>(state.timers());
                    if (input instanceof CallInput.TimerFired fired) {
                        running.remove(fired.timer());
                    }
                    for (CallEffect effect : step.effects()) {
                        if (effect instanceof CallEffect.StartTimer start) {
                            running.add(start.timer());
                        } else if (effect instanceof CallEffect.StopTimer stop) {
                            running.remove(stop.timer());
                        }
                    }
                    // a timer of this state that fires without meaning anything here has not been running at all
                    boolean strayTimer =
                            input instanceof CallInput.TimerFired && step.next().equals(state);
                    assertThat(running)
                            .as(name + " × " + inputName)
                            .isEqualTo(
                                    strayTimer
                                            ? running
                                            : new TreeSet<>(step.next().timers()));
                }));
    }
}
