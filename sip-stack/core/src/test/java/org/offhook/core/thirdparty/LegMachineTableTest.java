package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of a leg's state and input. */
class LegMachineTableTest {

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(LegSamples.states().keySet())
                .containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(LegState.class));
        LegSamples.states()
                .forEach((name, state) ->
                        assertThat(state.getClass().getSimpleName()).isEqualTo(name));
        Set<String> kinds = LegSamples.inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(LegInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("leg");
        for (Map.Entry<String, LegState> state : LegSamples.states().entrySet()) {
            LegSamples.inputs().forEach((name, input) -> table.add(state.getKey(), name, outcome(state, input)));
        }
        table.agreesWithThePage();
    }

    private static String outcome(Map.Entry<String, LegState> state, LegInput input) {
        LegStep step = LegMachine.step(state.getValue(), input, LegSamples.NOW.plusSeconds(1));
        String orders = step.effects().stream().map(LegSamples::shown).collect(Collectors.joining(" · "));
        String next = step.next().getClass().getSimpleName();
        if (next.equals(state.getKey())) {
            return orders.isEmpty() ? "no change" : orders;
        }
        return "→ " + next + (orders.isEmpty() ? "" : ": " + orders);
    }

    @Test
    void givesItsSocketsBackAndTellsItsEndExactlyOnceOnEveryWayOut() {
        LegSamples.states()
                .forEach((name, state) -> LegSamples.inputs().forEach((inputName, input) -> {
                    LegStep step = LegMachine.step(state, input, LegSamples.NOW);
                    boolean ends = step.next() instanceof LegState.Over && !(state instanceof LegState.Over);
                    boolean freed = state.hasMedia() && !step.next().hasMedia();
                    assertThat(step.effects().stream().filter(LegEffect.ReleaseMedia.class::isInstance))
                            .as(name + " × " + inputName)
                            .hasSize(freed ? 1 : 0);
                    assertThat(step.effects().stream()
                                    .filter(effect -> effect instanceof LegEffect.Report(LegNews.Ended _)))
                            .as(name + " × " + inputName)
                            .hasSize(ends ? 1 : 0);
                }));
    }

    @Test
    void acknowledgesEvery2xxOnItsWayOut() {
        LegInput answer = LegSamples.answered(LegSamples.ONE);
        for (LegState state : LegSamples.states().values()) {
            boolean over = state instanceof LegState.Over || state instanceof LegState.Cancelling;
            if (over) {
                assertThat(LegMachine.step(state, answer, LegSamples.NOW).effects().stream()
                                .filter(effect ->
                                        effect instanceof LegEffect.SendAck || effect instanceof LegEffect.SendBye)
                                .map(LegSamples::shown))
                        .as(state.getClass().getSimpleName())
                        .containsExactly("SendAck refusing", "SendBye");
            }
        }
    }
}
