package org.offhook.agent.twoleg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.LegTarget.Announcement;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.TwoLegInput.TwoLegTimer;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of state and input, and what holds whatever comes in whatever order. */
class TwoLegMachineTest {
    private static final Dialled AGENT = new Dialled("101", "");
    private static final Dialled CUSTOMER = new Dialled("+17275551212", "101");
    private static final Announcement ASKS = new Announcement("press-one", Map.of('1', new Dialled("600", "")));
    private static final TwoLegPlan PLAN = plan(CUSTOMER);
    private static final TwoLegPlan ANNOUNCED = plan(ASKS);

    private static TwoLegPlan plan(LegTarget second) {
        return new TwoLegPlan(
                AGENT, second, Duration.ofSeconds(20), Duration.ofSeconds(60), TwoLegPlan.Joining.BETWEEN_PARTIES);
    }

    private static Map<String, TwoLegState> states() {
        Map<String, TwoLegState> states = new LinkedHashMap<>();
        states.put("Waiting", new TwoLegState.Waiting(PLAN));
        states.put("PlacingFirst", new TwoLegState.PlacingFirst(PLAN));
        states.put("CallingFirst", new TwoLegState.CallingFirst(PLAN, "c1"));
        states.put("CallingFirst (announcement)", new TwoLegState.CallingFirst(ANNOUNCED, "c1"));
        states.put("PlacingSecond", new TwoLegState.PlacingSecond(PLAN, "c1"));
        states.put("CallingSecond", new TwoLegState.CallingSecond(PLAN));
        states.put("Announcing", new TwoLegState.Announcing(ANNOUNCED, ASKS));
        states.put("Joining", new TwoLegState.Joining());
        states.put("Joined", new TwoLegState.Joined());
        states.put("HangingUp (both)", new TwoLegState.HangingUp(EnumSet.allOf(Leg.class), TwoLegEnd.HUNG_UP));
        states.put("HangingUp (leg one)", new TwoLegState.HangingUp(Set.of(Leg.FIRST), TwoLegEnd.HUNG_UP));
        states.put("Over", new TwoLegState.Over(TwoLegEnd.HUNG_UP));
        return states;
    }

    private static Map<String, TwoLegInput> inputs() {
        Map<String, TwoLegInput> inputs = new LinkedHashMap<>();
        inputs.put("StartRequested", new TwoLegInput.StartRequested());
        inputs.put("HangUpRequested", new TwoLegInput.HangUpRequested());
        for (Leg leg : Leg.values()) {
            inputs.put("LegPlaced " + leg, new TwoLegInput.LegPlaced(leg, "c-" + leg));
            inputs.put("LegAnswered " + leg, new TwoLegInput.LegAnswered(leg));
            inputs.put("LegEnded " + leg, new TwoLegInput.LegEnded(leg, LegFailure.BUSY));
        }
        inputs.put("LegsJoined", new TwoLegInput.LegsJoined());
        inputs.put("JoinFailed", new TwoLegInput.JoinFailed());
        inputs.put("AnnouncementEnded", new TwoLegInput.AnnouncementEnded(true));
        inputs.put("AnnouncementEnded (broken)", new TwoLegInput.AnnouncementEnded(false));
        inputs.put("KeyPressed 1", new TwoLegInput.KeyPressed('1'));
        inputs.put("KeyPressed 9", new TwoLegInput.KeyPressed('9'));
        for (TwoLegTimer timer : TwoLegTimer.values()) {
            inputs.put("TimerFired " + timer, new TwoLegInput.TimerFired(timer));
        }
        return inputs;
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().values().stream().map(one -> one.getClass().getSimpleName()))
                .containsAll(TransitionTable.kinds(TwoLegState.class));
        assertThat(inputs().values().stream().map(one -> one.getClass().getSimpleName()))
                .containsAll(TransitionTable.kinds(TwoLegInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("two-leg");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            TwoLegStep step = TwoLegMachine.step(state, input);
            String orders =
                    step.effects().stream().map(TwoLegMachineTest::shown).collect(Collectors.joining(" · "));
            String next = step.next().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    step.next().equals(state)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    private static String shown(TwoLegEffect effect) {
        return switch (effect) {
            case TwoLegEffect.CallLeg(Leg leg, LegTarget _) -> "CallLeg " + leg;
            case TwoLegEffect.EndLeg(Leg leg) -> "EndLeg " + leg;
            case TwoLegEffect.StartTimer(TwoLegTimer timer, Duration length) ->
                "StartTimer " + timer + " " + length.toSeconds() + " s";
            case TwoLegEffect.StopTimer(TwoLegTimer timer) -> "StopTimer " + timer;
            case TwoLegEffect.ReportStageOne(StageOne.Answered(String _, String second)) ->
                "stage one: ok" + (second.isEmpty() ? ", no leg two" : "");
            case TwoLegEffect.ReportStageOne(StageOne.Failed(LegFailure failure, String _)) ->
                "stage one: " + failure.words();
            case TwoLegEffect.ReportEnd(TwoLegEnd end) -> "end: " + end;
            case TwoLegEffect.Refuse(String reason) -> "refused: " + reason;
            case TwoLegEffect.Ignore(String reason) -> "ignored: " + reason;
            case TwoLegEffect.JoinLegs _, TwoLegEffect.PlayAnnouncement _, TwoLegEffect.StopAnnouncement _ ->
                effect.getClass().getSimpleName();
        };
    }

    private static List<TwoLegEffect> run(TwoLegPlan plan, TwoLegInput... inputs) {
        TwoLegState state = new TwoLegState.Waiting(plan);
        List<TwoLegEffect> all = new ArrayList<>();
        for (TwoLegInput input : inputs) {
            TwoLegStep step = TwoLegMachine.step(state, input);
            state = step.next();
            all.addAll(step.effects());
        }
        return all;
    }

    @Test
    void callsLegOneThenLegTwoThenJoinsAndEndsWhenOneHangsUp() {
        List<TwoLegEffect> effects = run(
                PLAN,
                new TwoLegInput.StartRequested(),
                new TwoLegInput.LegPlaced(Leg.FIRST, "a"),
                new TwoLegInput.LegAnswered(Leg.FIRST),
                new TwoLegInput.LegPlaced(Leg.SECOND, "b"),
                new TwoLegInput.LegAnswered(Leg.SECOND),
                new TwoLegInput.LegsJoined(),
                new TwoLegInput.LegEnded(Leg.SECOND, LegFailure.NOT_CONNECTED),
                new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.NOT_CONNECTED));
        assertThat(effects)
                .containsSubsequence(
                        new TwoLegEffect.CallLeg(Leg.FIRST, AGENT),
                        new TwoLegEffect.CallLeg(Leg.SECOND, CUSTOMER),
                        new TwoLegEffect.ReportStageOne(new StageOne.Answered("a", "b")),
                        new TwoLegEffect.JoinLegs(TwoLegPlan.Joining.BETWEEN_PARTIES),
                        new TwoLegEffect.EndLeg(Leg.FIRST),
                        new TwoLegEffect.ReportEnd(TwoLegEnd.HUNG_UP));
    }

    @Test
    void hangsUpALegThatAnsweredAfterItsCancel() {
        assertThat(run(
                        PLAN,
                        new TwoLegInput.StartRequested(),
                        new TwoLegInput.LegPlaced(Leg.FIRST, "a"),
                        new TwoLegInput.TimerFired(TwoLegTimer.FIRST_LIMIT),
                        new TwoLegInput.LegAnswered(Leg.FIRST)))
                .containsSubsequence(
                        new TwoLegEffect.ReportStageOne(new StageOne.Failed(LegFailure.NO_ANSWER, "a")),
                        new TwoLegEffect.EndLeg(Leg.FIRST),
                        new TwoLegEffect.EndLeg(Leg.FIRST))
                .noneMatch(effect -> effect instanceof TwoLegEffect.CallLeg(Leg leg, LegTarget _) && leg == Leg.SECOND);
    }

    @Test
    void callsWhatThePressedKeyMeans() {
        assertThat(run(
                        ANNOUNCED,
                        new TwoLegInput.StartRequested(),
                        new TwoLegInput.LegPlaced(Leg.FIRST, "a"),
                        new TwoLegInput.LegAnswered(Leg.FIRST),
                        new TwoLegInput.KeyPressed('9'),
                        new TwoLegInput.KeyPressed('1'),
                        new TwoLegInput.LegAnswered(Leg.SECOND)))
                .containsSubsequence(
                        new TwoLegEffect.PlayAnnouncement("press-one"),
                        new TwoLegEffect.StopAnnouncement(),
                        new TwoLegEffect.CallLeg(Leg.SECOND, new Dialled("600", "")),
                        new TwoLegEffect.JoinLegs(TwoLegPlan.Joining.BETWEEN_PARTIES));
    }

    /** Whatever comes: leg two only after leg one answered, one report of stage one, one end, no leg called twice. */
    @Test
    void keepsItsPromisesInAnyOrderOfInputs() {
        long seed = Long.getLong("offhook.seed", System.nanoTime());
        System.err.println("TwoLegMachineTest seed " + seed);
        Random random = new Random(seed);
        List<TwoLegInput> inputs = List.copyOf(inputs().values());
        for (int run = 0; run < 2_000; run++) {
            TwoLegState state = new TwoLegState.Waiting(random.nextBoolean() ? PLAN : ANNOUNCED);
            List<TwoLegEffect> effects = new ArrayList<>();
            boolean firstAnswered = false;
            for (int i = 0; i < 60; i++) {
                TwoLegInput input = inputs.get(random.nextInt(inputs.size()));
                firstAnswered |= state instanceof TwoLegState.CallingFirst
                        && input.equals(new TwoLegInput.LegAnswered(Leg.FIRST));
                TwoLegStep step = TwoLegMachine.step(state, input);
                state = step.next();
                effects.addAll(step.effects());
                boolean second = step.effects().stream().anyMatch(one -> isCall(one, Leg.SECOND));
                assertThat(!second || firstAnswered)
                        .as("seed " + seed + ", run " + run)
                        .isTrue();
            }
            boolean started = effects.stream().anyMatch(one -> isCall(one, Leg.FIRST));
            assertThat(count(effects, TwoLegEffect.ReportStageOne.class)).isLessThanOrEqualTo(started ? 1 : 0);
            assertThat(count(effects, TwoLegEffect.ReportEnd.class))
                    .isEqualTo(state instanceof TwoLegState.Over ? 1 : 0);
            for (Leg leg : Leg.values()) {
                assertThat(effects.stream().filter(one -> isCall(one, leg)).count())
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static boolean isCall(TwoLegEffect effect, Leg which) {
        return effect instanceof TwoLegEffect.CallLeg(Leg leg, LegTarget _) && leg == which;
    }

    private static long count(List<TwoLegEffect> effects, Class<? extends TwoLegEffect> kind) {
        return effects.stream().filter(kind::isInstance).count();
    }
}
