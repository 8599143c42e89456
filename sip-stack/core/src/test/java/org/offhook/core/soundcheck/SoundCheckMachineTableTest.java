package org.offhook.core.soundcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of a sound check's state and input. */
class SoundCheckMachineTableTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:32:00Z");
    private static final Instant LATER = NOW.plusSeconds(5);
    private static final SoundCheckFacts START = new SoundCheckFacts(1_000, 1_000, 0, 0, 0);
    private static final SoundCheckFacts SPOKEN = new SoundCheckFacts(6_000, 2_000, 0, 3_000, 2_500);

    private static SoundCheckFacts spoken(long silent, long clipped, long spoken, long clear) {
        return new SoundCheckFacts(5_000, silent, clipped, spoken, clear);
    }

    private static Map<String, SoundCheckState> states() {
        Map<String, SoundCheckState> states = new LinkedHashMap<>();
        states.put("Quiet", new SoundCheckState.Quiet(Optional.empty()));
        states.put("Opening", new SoundCheckState.Opening(SoundCheckKind.LOOP, Optional.empty()));
        states.put(
                "Listening", new SoundCheckState.Listening(START, SoundCheckVerdict.WAITING, LATER, Optional.empty()));
        states.put("Recording", new SoundCheckState.Recording(START, LATER));
        states.put("PlayingBack", new SoundCheckState.PlayingBack(SoundCheckResult.of(SoundCheckVerdict.WELL), LATER));
        states.put("Sounding", new SoundCheckState.Sounding(SoundCheckKind.SPEAKER, LATER, Optional.empty()));
        return states;
    }

    private static Map<String, SoundCheckInput> inputs() {
        Map<String, SoundCheckInput> inputs = new LinkedHashMap<>();
        for (SoundCheckKind kind : SoundCheckKind.values()) {
            inputs.put("CheckRequested " + kind, new SoundCheckInput.CheckRequested(kind));
        }
        inputs.put("EndRequested", new SoundCheckInput.EndRequested());
        inputs.put("DevicesOpened", new SoundCheckInput.DevicesOpened(Optional.empty(), START));
        inputs.put(
                "DevicesOpened without a microphone",
                new SoundCheckInput.DevicesOpened(Optional.of(ErrorCode.NO_MICROPHONE), START));
        inputs.put("TimePassed", new SoundCheckInput.TimePassed(SPOKEN));
        inputs.put("CallBegan", new SoundCheckInput.CallBegan());
        return inputs;
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SoundCheckState.class));
        Set<String> kinds = inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SoundCheckInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("sound-check");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            SoundCheckStep step = SoundCheckMachine.step(state, input, NOW);
            String orders = step.effects().stream()
                    .map(SoundCheckMachineTableTest::shown)
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

    private static String shown(SoundCheckEffect effect) {
        return switch (effect) {
            case SoundCheckEffect.OpenDevices(SoundCheckKind kind) -> "OpenDevices " + kind;
            case SoundCheckEffect.StartTimer(Instant at) ->
                "StartTimer " + (at.toEpochMilli() - NOW.toEpochMilli()) / 1_000 + " s";
            case SoundCheckEffect.PlayBack _, SoundCheckEffect.CloseDevices _, SoundCheckEffect.StopTimer _ ->
                effect.getClass().getSimpleName();
        };
    }

    @Test
    void whateverIsOpenIsClosedWhenACallBegins() {
        states().forEach((name, state) -> {
            SoundCheckStep step = SoundCheckMachine.step(state, new SoundCheckInput.CallBegan(), NOW);
            assertThat(step.next()).as(name).isInstanceOf(SoundCheckState.Quiet.class);
            assertThat(step.effects().contains(new SoundCheckEffect.CloseDevices()))
                    .as(name)
                    .isEqualTo(!(state instanceof SoundCheckState.Quiet));
        });
    }

    @Test
    void aRecordingIsJudgedByWhatWasSpoken() {
        assertThat(SoundCheckVerdict.of(spoken(5_000, 0, 0, 0))).isEqualTo(SoundCheckVerdict.NOTHING);
        assertThat(SoundCheckVerdict.of(spoken(0, 0, 0, 0)))
                .as("a room in which nobody speaks")
                .isEqualTo(SoundCheckVerdict.TOO_QUIET);
        assertThat(SoundCheckVerdict.of(spoken(500, 0, 2_000, 200))).isEqualTo(SoundCheckVerdict.TOO_QUIET);
        assertThat(SoundCheckVerdict.of(spoken(500, 0, 2_000, 900))).isEqualTo(SoundCheckVerdict.WELL);
        assertThat(SoundCheckVerdict.of(spoken(500, 300, 2_000, 2_000))).isEqualTo(SoundCheckVerdict.TOO_LOUD);
    }

    @Test
    void theMeterSaysNothingOfThePausesBetweenWordsAndTellsADeadMicrophoneAfterThreeSeconds() {
        SoundCheckState state = new SoundCheckState.Listening(
                SoundCheckFacts.NONE, SoundCheckVerdict.WAITING, LATER.plusSeconds(60), Optional.empty());
        state = look(state, new SoundCheckFacts(1_000, 100, 0, 700, 600));
        assertThat(heard(state)).isEqualTo(SoundCheckVerdict.WELL);
        state = look(state, new SoundCheckFacts(2_000, 1_100, 0, 700, 600));
        state = look(state, new SoundCheckFacts(3_000, 2_100, 0, 700, 600));
        assertThat(heard(state)).isEqualTo(SoundCheckVerdict.WELL);
        state = look(state, new SoundCheckFacts(4_000, 3_100, 0, 700, 600));
        assertThat(heard(state)).isEqualTo(SoundCheckVerdict.NOTHING);
        state = look(state, new SoundCheckFacts(5_000, 3_200, 0, 700, 600));
        assertThat(heard(state)).as("it lives again").isEqualTo(SoundCheckVerdict.WAITING);
    }

    private static SoundCheckState look(SoundCheckState state, SoundCheckFacts facts) {
        return SoundCheckMachine.step(state, new SoundCheckInput.TimePassed(facts), NOW)
                .next();
    }

    private static SoundCheckVerdict heard(SoundCheckState state) {
        return SoundCheckView.of(state).heard();
    }
}
