package org.offhook.agent.twoleg;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.agent.twoleg.TwoLegInput.TwoLegTimer;

/** Runs a machine for every two-leg call on one thread, which owns them all; its timers are monotonic. */
public final class TwoLegLoop implements TwoLegCalls, AutoCloseable {
    private final List<TwoLegCallPort> ports;
    private final ScheduledExecutorService loop;
    private final AtomicLong ignored = new AtomicLong();

    /** @param ports asked in order; the first that takes a plan does it */
    public TwoLegLoop(List<TwoLegCallPort> ports) {
        this(ports, daemon());
    }

    /** @param loop runs one thing at a time */
    TwoLegLoop(List<TwoLegCallPort> ports, ScheduledExecutorService loop) {
        this.ports = List.copyOf(ports);
        this.loop = loop;
    }

    private static ScheduledExecutorService daemon() {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("two-leg").factory());
        one.setRemoveOnCancelPolicy(true);
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return one;
    }

    @Override
    public boolean takes(TwoLegPlan plan) {
        return ports.stream().anyMatch(port -> port.takes(plan));
    }

    @Override
    public Running start(TwoLegPlan plan) {
        Call call = new Call(plan);
        call.tell(new TwoLegInput.StartRequested());
        return call;
    }

    /** How much of what peers did meant nothing. */
    public long ignoredInputs() {
        return ignored.get();
    }

    /** Ends the thread; calls that run are left to their legs, which the phone ends with itself. */
    @Override
    public void close() {
        loop.shutdownNow();
    }

    private final class Call implements Running {
        private final CompletableFuture<StageOne> stageOne = new CompletableFuture<>();
        private final CompletableFuture<TwoLegEnd> end = new CompletableFuture<>();
        private final Map<TwoLegTimer, ScheduledFuture<?>> timers = new EnumMap<>(TwoLegTimer.class);
        private final TwoLegPlan plan;
        private final TwoLegCallPort.Legs legs;
        private TwoLegState state;

        Call(TwoLegPlan plan) {
            this.plan = plan;
            this.state = new TwoLegState.Waiting(plan);
            this.legs = ports.stream()
                    .filter(port -> port.takes(plan))
                    .findFirst()
                    .map(port -> port.begin(plan, this::tell))
                    .orElseGet(() -> new NoLegs(this::tell));
        }

        void tell(TwoLegInput input) {
            try {
                loop.execute(() -> take(input));
            } catch (RejectedExecutionException e) {
                stageOne.complete(new StageOne.Failed(LegFailure.UNREACHABLE, "")); // the program is ending
                end.complete(TwoLegEnd.CANCELLED);
            }
        }

        private void take(TwoLegInput input) {
            TwoLegStep step = TwoLegMachine.step(state, input);
            state = step.next();
            step.effects().forEach(this::carryOut);
        }

        private void carryOut(TwoLegEffect effect) {
            switch (effect) {
                case TwoLegEffect.CallLeg(Leg leg, LegTarget target) -> legs.call(leg, target);
                case TwoLegEffect.EndLeg(Leg leg) -> legs.end(leg);
                case TwoLegEffect.JoinLegs(TwoLegPlan.Joining how) -> legs.join(how);
                case TwoLegEffect.PlayAnnouncement(String name) -> legs.announce(name);
                case TwoLegEffect.StopAnnouncement _ -> legs.stopAnnouncement();
                case TwoLegEffect.StartTimer(TwoLegTimer timer, var length) -> {
                    stop(timer);
                    timers.put(
                            timer,
                            loop.schedule(
                                    () -> take(new TwoLegInput.TimerFired(timer)),
                                    length.toMillis(),
                                    TimeUnit.MILLISECONDS));
                }
                case TwoLegEffect.StopTimer(TwoLegTimer timer) -> stop(timer);
                case TwoLegEffect.ReportStageOne(StageOne stage) -> stageOne.complete(stage);
                case TwoLegEffect.ReportEnd(TwoLegEnd how) -> {
                    stageOne.complete(new StageOne.Failed(LegFailure.NOT_CONNECTED, "")); // cancelled before it began
                    end.complete(how);
                }
                case TwoLegEffect.Refuse _, TwoLegEffect.Ignore _ -> ignored.incrementAndGet();
            }
        }

        private void stop(TwoLegTimer timer) {
            ScheduledFuture<?> running = timers.remove(timer);
            if (running != null) {
                running.cancel(false);
            }
        }

        @Override
        public CompletionStage<StageOne> stageOne() {
            return stageOne.minimalCompletionStage();
        }

        @Override
        public CompletionStage<TwoLegEnd> end() {
            return end.minimalCompletionStage();
        }

        @Override
        public void hangUp() {
            tell(new TwoLegInput.HangUpRequested());
        }

        @Override
        public String toString() {
            return "Call[" + state.getClass().getSimpleName() + ", " + plan.joining() + "]";
        }
    }

    /** Legs of a plan that no phone here can place. */
    private record NoLegs(java.util.function.Consumer<TwoLegInput> inbox) implements TwoLegCallPort.Legs {
        @Override
        public void call(Leg leg, LegTarget target) {
            inbox.accept(new TwoLegInput.LegEnded(leg, LegFailure.UNREACHABLE));
        }

        @Override
        public void end(Leg leg) {
            inbox.accept(new TwoLegInput.LegEnded(leg, LegFailure.NO_ANSWER));
        }

        @Override
        public void join(TwoLegPlan.Joining how) {
            inbox.accept(new TwoLegInput.JoinFailed());
        }

        @Override
        public void announce(String name) {
            inbox.accept(new TwoLegInput.AnnouncementEnded(false));
        }

        @Override
        public void stopAnnouncement() {
            // nothing is played
        }
    }
}
