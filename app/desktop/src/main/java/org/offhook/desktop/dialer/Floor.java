package org.offhook.desktop.dialer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.floor.FloorClerk;
import org.offhook.agent.floor.FloorReport;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.agent.floor.QueuedLegs;
import org.offhook.agent.twoleg.FutureCallReport;
import org.offhook.agent.twoleg.FutureCallScheduler;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.OwnPhoneLegs;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegLoop;
import org.offhook.agent.twoleg.TwoLegPlanner;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.ApiSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's part of the floor: its agent's place in the store and queue, two-leg calls, future calls. */
final class Floor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Floor.class);
    /** Who two-leg calls come from, as queue and log show it. */
    private static final String ASKER = "voiptech";

    private static final Duration FUTURE_CALLS_EVERY = Duration.ofSeconds(2);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);
    private static final long FORGET_EVERY_MINUTES = 60;

    private final DialerStorePort store;
    private final TwoLegLoop twoLeg;
    private final TwoLegPlanner planner;
    private final FutureCallScheduler futureCalls;
    private final FloorClerk clerk;
    private final ScheduledExecutorService sweep;

    /**
     * @param taking who decides that a number is dialled by itself
     * @param sweeps whether this node looks after what other nodes left behind
     * @param sipLegs places legs that are no agent's phone
     */
    Floor(
            AgentDesk desk,
            DialerStorePort store,
            String node,
            ApiSettings settings,
            StoreHouse house,
            Doubts doubts,
            FloorSettings.Taking taking,
            boolean sweeps,
            TwoLegCallPort sipLegs) {
        this.store = store;
        LegTarget.Alert alert = switch (settings.voiptech().ownPhone()) {
            case RING -> LegTarget.Alert.RING;
            case TAKE -> LegTarget.Alert.TAKE;
        };
        twoLeg = new TwoLegLoop(List.of(new OwnPhoneLegs(desk, ASKER), new QueuedLegs(store, ASKER), sipLegs));
        planner = new TwoLegPlanner(alert);
        futureCalls = new FutureCallScheduler(
                store, twoLeg, planner, node, settings.voiptech().grace(), new FutureCalls(house, doubts));
        clerk = new FloorClerk(
                desk,
                store,
                FloorSettings.of(node, taking),
                InstantSource.system(),
                ZoneId.systemDefault(),
                new Report(house, doubts));
        sweep = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("floor-sweep").factory());
        futureCalls.start(FUTURE_CALLS_EVERY);
        clerk.start();
        if (sweeps) {
            sweep.scheduleWithFixedDelay(
                    guarded(house, () -> sweep(store, doubts)), 0, SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            sweep.scheduleWithFixedDelay(
                    guarded(house, () -> store.idempotency().forgetOld()), 1, FORGET_EVERY_MINUTES, TimeUnit.MINUTES);
        }
    }

    /** What a desk had claimed that went away and never came back. */
    private static void sweep(DialerStorePort store, Doubts doubts) {
        store.dialQueue().doubtAbandoned();
        doubts.floorsDials(store.dialQueue().inDoubt().size());
    }

    private static Runnable guarded(StoreHouse house, Runnable work) {
        return () -> {
            try {
                work.run();
                house.answered();
            } catch (StoreException e) {
                house.failed(e); // the next time it may be back
            } catch (RuntimeException e) { // a timer that throws never fires again
                LOG.error("sweeping the floor", e);
            }
        };
    }

    private record FutureCalls(StoreHouse house, Doubts doubts) implements FutureCallReport {
        @Override
        public void failed(StoreException failure) {
            house.failed(failure);
        }

        @Override
        public void worked() {
            house.answered();
        }

        @Override
        public void doubted(int calls) {
            doubts.futureCalls(calls);
        }
    }

    private record Report(StoreHouse house, Doubts doubts) implements FloorReport {
        @Override
        public void failed(StoreException failure) {
            house.failed(failure);
        }

        @Override
        public void worked() {
            house.answered();
        }

        @Override
        public void doubted(int dials) {
            doubts.agentsDials(dials);
        }

        @Override
        public void elsewhere(boolean so) {
            if (so) {
                house.faults().raise(ErrorCode.AGENT_AT_OTHER_DESK, "");
            } else {
                house.faults().clear(ErrorCode.AGENT_AT_OTHER_DESK);
            }
        }
    }

    /** Open as long as the phone runs. */
    DialerStorePort store() {
        return store;
    }

    DialNoticePort notice() {
        return clerk;
    }

    TwoLegCalls calls() {
        return twoLeg;
    }

    TwoLegPlanner planner() {
        return planner;
    }

    /** Begins no call any more. What happens to those that are up is still noted. */
    void stop() {
        sweep.shutdownNow();
        futureCalls.close();
        clerk.stop();
    }

    /** After the phone has hung up: writes what became of its calls, and ends the agent's session. */
    @Override
    public void close() {
        stop();
        clerk.close();
        twoLeg.close();
    }
}
