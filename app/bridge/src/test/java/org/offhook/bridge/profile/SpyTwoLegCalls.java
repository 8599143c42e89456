package org.offhook.bridge.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan;

/** Remembers what was started; leg one does what the test says. */
final class SpyTwoLegCalls implements TwoLegCalls {
    private final List<TwoLegPlan> plans = new ArrayList<>();
    private Predicate<TwoLegPlan> takes = _ -> true;
    private Function<TwoLegPlan, CompletableFuture<StageOne>> legOne =
            _ -> CompletableFuture.completedFuture(new StageOne.Answered("call-a", "call-b"));

    synchronized void legOne(Function<TwoLegPlan, CompletableFuture<StageOne>> does) {
        legOne = does;
    }

    synchronized void placesOnly(Predicate<TwoLegPlan> some) {
        takes = some;
    }

    @Override
    public synchronized boolean takes(TwoLegPlan plan) {
        return takes.test(plan);
    }

    synchronized List<TwoLegPlan> plans() {
        return List.copyOf(plans);
    }

    synchronized void forgetLast() {
        plans.removeLast();
    }

    @Override
    public synchronized Running start(TwoLegPlan plan) {
        plans.add(plan);
        CompletableFuture<StageOne> stage = legOne.apply(plan);
        return new Running() {
            @Override
            public CompletionStage<StageOne> stageOne() {
                return stage;
            }

            @Override
            public CompletionStage<TwoLegEnd> end() {
                return stage.thenApply(_ -> TwoLegEnd.HUNG_UP);
            }

            @Override
            public void hangUp() {
                throw new AssertionError("nobody asked for that");
            }
        };
    }
}
