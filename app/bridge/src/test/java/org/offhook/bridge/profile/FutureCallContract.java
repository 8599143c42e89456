package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.FutureCallReport;
import org.offhook.agent.twoleg.FutureCallScheduler;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegPlanner;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.voiptech.VoiptechProfile;
import org.offhook.bridge.profile.voiptech.VoiptechSettings;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCallRules;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.store.StoreException;

/** Future calls from the store to the phone: claimed before they are dialled, tried again only when nobody answered, never twice by themselves. */
abstract class FutureCallContract extends ProfileContract {
    private static final String NODE = "node-1";

    private final SpyTwoLegCalls calls = new SpyTwoLegCalls();
    private final TwoLegPlanner planner = new TwoLegPlanner(Alert.TAKE);

    @Override
    ApiProfile profile() {
        return new VoiptechProfile(
                store(), calls, planner, new VoiptechSettings(java.util.Map.of(), ZoneId.of("UTC")), () -> now);
    }

    @Override
    void fill() {
        // the store's own is enough
    }

    private long scheduled(String dial1, Instant at, int more) {
        NewFutureCall call = new NewFutureCall(
                "acme",
                "job-1",
                "api",
                dial1,
                "102",
                "",
                WallTime.of(at, ZoneId.of("UTC")),
                Duration.ofSeconds(20),
                more,
                Duration.ofMinutes(5));
        return ((Added.Scheduled) store().futureCalls().add(call)).call().id();
    }

    private FutureCall call(long id) {
        return store().futureCalls().find(id).orElseThrow();
    }

    private void awaitState(long id, FutureCall.State state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (call(id).state() != state && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(call(id).state()).isEqualTo(state);
    }

    private FutureCallScheduler started() {
        FutureCallScheduler scheduler =
                new FutureCallScheduler(store(), calls, planner, NODE, FutureCallRules.GRACE, told);
        scheduler.start(Duration.ofMillis(20));
        return scheduler;
    }

    @Test
    void dialsWhenItIsDueAndNotBeforeAndNotAgain() {
        long id = scheduled("101", now.plusSeconds(60), 3);
        try (FutureCallScheduler _ = started()) {
            awaitTicks();
            assertThat(calls.plans()).isEmpty();
            now = now.plusSeconds(60);
            awaitState(id, FutureCall.State.DONE);
            now = now.plusSeconds(3_600);
            awaitTicks();
        }
        assertThat(calls.plans()).hasSize(1);
        assertThat(call(id).outcome()).isEqualTo("ok");
    }

    /** Until a call that was scheduled now has been dialled: whatever else was due has been looked at. */
    private void awaitTicks() {
        awaitState(scheduledMarker(), FutureCall.State.DONE);
        calls.forgetLast();
    }

    private final AtomicInteger doubts = new AtomicInteger();
    private final FutureCallReport told = new FutureCallReport() {
        @Override
        public void failed(StoreException failure) {
            throw new AssertionError("the store is there", failure);
        }

        @Override
        public void worked() {}

        @Override
        public void doubted(int calls) {
            doubts.set(calls);
        }
    };
    private int markers;

    private long scheduledMarker() {
        markers++;
        NewFutureCall marker = new NewFutureCall(
                "marker",
                "m-" + markers,
                "api",
                "301",
                "302",
                "",
                WallTime.of(now, ZoneId.of("UTC")),
                Duration.ofSeconds(1),
                0,
                Duration.ofMinutes(5));
        return ((Added.Scheduled) store().futureCalls().add(marker)).call().id();
    }

    @Test
    void claimsBeforeItDials() {
        long id = scheduled("101", now, 0);
        calls.legOne(_ -> {
            assertThat(call(id).state()).isEqualTo(FutureCall.State.CLAIMED);
            assertThat(call(id).attempts()).isEqualTo(1);
            return CompletableFuture.completedFuture(new StageOne.Answered("a", "b"));
        });
        try (FutureCallScheduler _ = started()) {
            awaitState(id, FutureCall.State.DONE);
        }
    }

    @Test
    void triesAgainOnlyWhenNobodyAnswered() {
        calls.legOne(_ -> CompletableFuture.completedFuture(new StageOne.Failed(LegFailure.NO_ANSWER, "a")));
        long id = scheduled("101", now, 1);
        try (FutureCallScheduler _ = started()) {
            awaitState(id, FutureCall.State.WAITING);
            await(1, id);
            now = now.plus(Duration.ofMinutes(5));
            awaitState(id, FutureCall.State.EXHAUSTED);
        }
        assertThat(calls.plans()).hasSize(2);
        assertThat(call(id).outcome()).isEqualTo("No answer");
    }

    private void await(int attempts, long id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((call(id).attempts() < attempts || call(id).state() == FutureCall.State.CLAIMED)
                && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(call(id).attempts()).isEqualTo(attempts);
    }

    @Test
    void neverAfterARefusal() {
        store().dnc().add("", java.util.List.of("101"));
        long id = scheduled("101", now, 5);
        try (FutureCallScheduler _ = started()) {
            awaitState(id, FutureCall.State.DONE);
        }
        assertThat(calls.plans()).isEmpty();
        assertThat(call(id).outcome()).isEqualTo("Not connected");
    }

    @Test
    void severalNumbersAreOneAttemptWhichOneAnswerEnds() {
        calls.legOne(plan -> CompletableFuture.completedFuture(
                calls.plans().size() == 1
                        ? new StageOne.Failed(LegFailure.BUSY, "a")
                        : new StageOne.Answered("a", "b")));
        long id = scheduled("101,103", now, 5);
        try (FutureCallScheduler _ = started()) {
            awaitState(id, FutureCall.State.DONE);
        }
        assertThat(call(id).outcome()).isEqualTo("Busy,ok");
        assertThat(call(id).attempts()).isEqualTo(1);
    }

    @Test
    void aNodeThatEndedWhileDiallingLeavesTheCallInDoubtAndAPersonDecides() {
        long id = scheduled("101", now, 5);
        assertThat(store().futureCalls().claim(id, NODE, Duration.ofMinutes(1))).isPresent();
        try (FutureCallScheduler _ = started()) { // the same node, started again
            awaitState(id, FutureCall.State.IN_DOUBT);
            awaitTicks();
            assertThat(doubts).as("a person was told").hasValue(1);
            assertThat(calls.plans()).isEmpty();
            assertThat(store().futureCalls().resolve(id, true)).isTrue();
            awaitState(id, FutureCall.State.DONE);
        }
        assertThat(calls.plans()).hasSize(1);
    }

    @Test
    void aCallThatNoPhoneHereCanPlaceIsLeftToAnotherNode() {
        calls.placesOnly(plan -> plan.first() instanceof LegTarget.Dialled first
                && !first.dialled().equals("101"));
        long id = scheduled("101", now, 5);
        try (FutureCallScheduler _ = started()) {
            awaitTicks();
            assertThat(call(id).state()).isEqualTo(FutureCall.State.WAITING);
            assertThat(call(id).attempts()).isZero();
        }
    }

    @Test
    void aCallWhoseTimeWentByIsMissed() {
        long id = scheduled("101", now.minus(Duration.ofMinutes(11)), 5);
        try (FutureCallScheduler _ = started()) {
            awaitState(id, FutureCall.State.MISSED);
        }
        assertThat(calls.plans()).isEmpty();
    }
}
