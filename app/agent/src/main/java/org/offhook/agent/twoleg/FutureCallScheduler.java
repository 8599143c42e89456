package org.offhook.agent.twoleg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.twoleg.TwoLegPlanner.Planned;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.LegOneEnd;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;

/**
 * Starts the future calls that are due. The claim is committed before anything is dialled; a node that goes away in between leaves the call
 * in doubt, and a person is asked. The tick is monotonic and "due" is the store's clock, so a changed clock here moves nothing.
 */
public final class FutureCallScheduler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FutureCallScheduler.class.getName());

    /** Two attempts of different calls may begin in one tick, but a backlog may not take a node's every line. */
    static final int MOST_AT_ONCE = 5;

    private static final int MOST_LOOKED_AT = 100;

    static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEW = Duration.ofSeconds(15);

    private final DialerStorePort store;
    private final TwoLegCalls calls;
    private final TwoLegPlanner planner;
    private final String node;
    private final Duration grace;
    private final FutureCallReport report;
    private final ScheduledExecutorService loop;

    /**
     * @param node who claims; the same name after a restart
     * @param grace how late a call is still made
     */
    public FutureCallScheduler(
            DialerStorePort store,
            TwoLegCalls calls,
            TwoLegPlanner planner,
            String node,
            Duration grace,
            FutureCallReport report) {
        this.grace = grace;
        this.report = report;
        this.store = store;
        this.calls = calls;
        this.planner = planner;
        this.node = node;
        this.loop = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("future-calls").factory());
    }

    /** Looks every {@code every} from now on. Calls that this node had claimed before it ended without saying so become in doubt first. */
    public void start(Duration every) {
        loop.execute(() -> guarded(this::begin));
        loop.scheduleWithFixedDelay(
                () -> guarded(this::tick), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin() {
        store.futureCalls().doubtOwn(node);
        store.futureCalls().rezone();
    }

    /** A store that is away now is back at some later tick. */
    private void guarded(Runnable work) {
        try {
            work.run();
            report.worked();
        } catch (StoreException e) {
            report.failed(e);
        } catch (RuntimeException e) { // a timer that throws never fires again
            LOG.log(System.Logger.Level.ERROR, "future calls", e);
        }
    }

    /** One look at the store; how many calls were begun. */
    int tick() {
        store.futureCalls().doubtExpired();
        report.doubted(store.futureCalls().inDoubt().size());
        int begun = 0;
        for (FutureCall due : store.futureCalls().due(grace, MOST_LOOKED_AT)) {
            List<Planned> plans = plans(due.asked());
            if (!placeable(plans)) {
                continue; // another node's phone can, or it is missed in the end
            }
            Optional<FutureCall> claimed = store.futureCalls().claim(due.id(), node, LEASE);
            claimed.ifPresent(call -> dial(call, plans));
            begun += claimed.isPresent() ? 1 : 0;
            if (begun == MOST_AT_ONCE) {
                break;
            }
        }
        return begun;
    }

    private List<Planned> plans(NewFutureCall asked) {
        return Arrays.stream(asked.dial1().split(",", -1))
                .map(dial1 -> planner.plan(store, dial1.strip(), asked.dial2(), asked.callerId(), asked.ringLimit()))
                .toList();
    }

    /** A refusal needs no phone. */
    private boolean placeable(List<Planned> plans) {
        return plans.stream().allMatch(planned -> switch (planned) {
            case Planned.Plan(TwoLegPlan plan) -> calls.takes(plan);
            case Planned.Refused _ -> true;
        });
    }

    private void dial(FutureCall call, List<Planned> plans) {
        ScheduledFuture<?> holding = loop.scheduleWithFixedDelay(
                () -> guarded(() -> store.futureCalls().renew(call.id(), node, LEASE)),
                RENEW.toMillis(),
                RENEW.toMillis(),
                TimeUnit.MILLISECONDS);
        List<CompletableFuture<StageOne>> stages = new ArrayList<>();
        for (Planned planned : plans) {
            stages.add(
                    switch (planned) {
                        case Planned.Plan(TwoLegPlan plan) ->
                            calls.start(plan).stageOne().toCompletableFuture();
                        case Planned.Refused _ ->
                            CompletableFuture.completedFuture(new StageOne.Failed(LegFailure.NOT_CONNECTED, ""));
                    });
        }
        CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                        () -> guarded(() -> {
                            holding.cancel(false);
                            ended(
                                    call,
                                    stages.stream().map(CompletableFuture::join).toList());
                        }),
                        loop);
    }

    private void ended(FutureCall call, List<StageOne> stages) {
        store.futureCalls().ended(call.id(), node, end(stages), outcome(stages));
    }

    /** With several numbers: an answer of one is an answer; a refusal of all is a refusal. */
    static LegOneEnd end(List<StageOne> stages) {
        LegOneEnd end = LegOneEnd.REFUSED;
        for (StageOne stage : stages) {
            switch (stage) {
                case StageOne.Answered _ -> {
                    return LegOneEnd.ANSWERED;
                }
                case StageOne.Failed(LegFailure failure, String _) -> {
                    if (failure.attemptEnd() == LegOneEnd.NOT_ANSWERED) {
                        end = LegOneEnd.NOT_ANSWERED;
                    }
                }
            }
        }
        return end;
    }

    private static String outcome(List<StageOne> stages) {
        return String.join(
                ",",
                stages.stream()
                        .map(stage -> switch (stage) {
                            case StageOne.Answered _ -> "ok";
                            case StageOne.Failed(LegFailure failure, String _) -> failure.words();
                        })
                        .toList());
    }

    /** Begins nothing more. What runs keeps its claim until the lease ends. */
    @Override
    public void close() {
        loop.shutdownNow();
    }
}
