package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCall.State;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.LegOneEnd;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;

abstract class ScheduleContract extends StoreContract {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");

    private NewFutureCall asked(String ident, Instant at, int more) {
        return new NewFutureCall(
                "acme",
                ident,
                "api",
                "1000",
                "+9725551212",
                "",
                WallTime.of(at, ISRAEL),
                Duration.ofSeconds(20),
                more,
                Duration.ofSeconds(90));
    }

    private FutureCall schedule(NewFutureCall call) {
        return ((Added.Scheduled) store.futureCalls().add(call)).call();
    }

    /** What a node does that can place every call. */
    private Optional<FutureCall> claimDue(String node) {
        return store.futureCalls().due(GRACE, 50).stream()
                .flatMap(call -> store.futureCalls().claim(call.id(), node, LEASE).stream())
                .findFirst();
    }

    @Test
    void dialsAtItsTimeAndOnlyOnce() {
        FutureCall call = schedule(asked("a", now.plusSeconds(60), 2));

        assertThat(claimDue("n1")).isEmpty();
        now = now.plusSeconds(60);
        FutureCall claimed = claimDue("n1").orElseThrow();
        assertThat(claimed.id()).isEqualTo(call.id());
        assertThat(claimed.asked()).isEqualTo(call.asked());
        assertThat(claimed.attempts()).isEqualTo(1);
        assertThat(claimDue("n2")).isEmpty();
        assertThat(store.futureCalls().ended(call.id(), "n2", LegOneEnd.ANSWERED, ""))
                .as("it is another node's")
                .isFalse();
        assertThat(store.futureCalls().ended(call.id(), "n1", LegOneEnd.ANSWERED, "answered"))
                .isTrue();
        now = now.plus(GRACE);
        assertThat(claimDue("n1")).isEmpty();
        assertThat(store.futureCalls().find(call.id()).orElseThrow().state()).isEqualTo(State.DONE);
    }

    @Test
    void triesAgainOnlyWhileLegOneWasNotAnswered() {
        FutureCall call = schedule(asked("a", now, 1));

        claimDue("n1");
        store.futureCalls().ended(call.id(), "n1", LegOneEnd.NOT_ANSWERED, "No answer");
        assertThat(claimDue("n1")).as("the pause").isEmpty();
        now = now.plusSeconds(90);
        assertThat(claimDue("n1").orElseThrow().attempts()).isEqualTo(2);
        store.futureCalls().ended(call.id(), "n1", LegOneEnd.NOT_ANSWERED, "Busy");
        now = now.plusSeconds(90);
        assertThat(claimDue("n1")).isEmpty();
        FutureCall over = store.futureCalls().find(call.id()).orElseThrow();
        assertThat(over.state()).isEqualTo(State.EXHAUSTED);
        assertThat(over.outcome()).isEqualTo("Busy");

        FutureCall refused = schedule(asked("b", now, 5));
        claimDue("n1");
        store.futureCalls().ended(refused.id(), "n1", LegOneEnd.REFUSED, "DNC");
        assertThat(store.futureCalls().find(refused.id()).orElseThrow().state()).isEqualTo(State.DONE);
    }

    @Test
    void aPhoneThatWasOffDialsWithinTheGraceAndMissesAfterIt() {
        FutureCall within = schedule(asked("a", now.plusSeconds(120), 0));
        FutureCall missed = schedule(asked("b", now.plusSeconds(119), 0));

        now = now.plusSeconds(120).plus(GRACE);
        assertThat(claimDue("n1").orElseThrow().id()).isEqualTo(within.id());
        assertThat(store.futureCalls().find(missed.id()).orElseThrow().state()).isEqualTo(State.MISSED);
    }

    @Test
    void whatANodeWasDiallingWhenItEndedIsAskedOfAPersonAndNeverRedialled() {
        FutureCall first = schedule(asked("a", now, 5));
        FutureCall second = schedule(asked("b", now.plusSeconds(1), 5));
        now = now.plusSeconds(1);
        claimDue("n1");
        claimDue("n2");

        assertThat(store.futureCalls().doubtOwn("n1"))
                .extracting(FutureCall::id)
                .containsExactly(first.id());
        now = now.plus(LEASE).minusMillis(1);
        assertThat(store.futureCalls().doubtExpired()).isEmpty();
        assertThat(store.futureCalls().renew(second.id(), "n2", LEASE)).isTrue();
        now = now.plus(LEASE);
        assertThat(store.futureCalls().doubtExpired())
                .extracting(FutureCall::id)
                .containsExactly(second.id());
        assertThat(claimDue("n1")).isEmpty();
        assertThat(store.futureCalls().ended(second.id(), "n2", LegOneEnd.ANSWERED, ""))
                .as("the claim is lost")
                .isFalse();

        assertThat(store.futureCalls().resolve(second.id(), true)).isTrue();
        assertThat(claimDue("n1").map(FutureCall::id)).contains(second.id());
        assertThat(store.futureCalls().resolve(first.id(), false)).isTrue();
        assertThat(store.futureCalls().find(first.id()).orElseThrow().state()).isEqualTo(State.DONE);
    }

    @Test
    void aScheduleIsRefusedTwiceListedAndCancelled() {
        FutureCall call = schedule(asked("a", now.plusSeconds(60), 0));

        assertThat(store.futureCalls().add(asked("a", now.plusSeconds(60), 0))).isEqualTo(new Added.Duplicate(call));
        assertThat(store.futureCalls().of("acme", false)).containsExactly(call);
        assertThat(store.futureCalls().of("other", true)).isEmpty();
        assertThat(store.futureCalls().cancel(call.id())).isTrue();
        assertThat(store.futureCalls().cancel(call.id())).isFalse();
        assertThat(store.futureCalls().of("acme", false)).isEmpty();
        assertThat(store.futureCalls().add(asked("a", now.plusSeconds(60), 0))).isInstanceOf(Added.Scheduled.class);
    }

    @Test
    void aWallTimeIsKeptAcrossDaylightSavingAndWorkedOutAnew() {
        // Israel leaves summer time on 2026-10-25 at 02:00: 01:30 comes twice, and the first counts.
        WallTime twice = new WallTime(LocalDateTime.parse("2026-10-25T01:30"), ISRAEL);
        assertThat(twice.instant()).isEqualTo(Instant.parse("2026-10-24T22:30:00Z"));
        // It enters it on 2027-03-26 at 02:00: 02:30 does not come, and is an hour later on the clock.
        WallTime never = new WallTime(LocalDateTime.parse("2027-03-26T02:30"), ISRAEL);
        assertThat(never.instant()).isEqualTo(Instant.parse("2027-03-26T00:30:00Z"));

        schedule(asked("a", now.plusSeconds(60), 0));
        assertThat(store.futureCalls().rezone()).as("no rule has changed").isZero();
        assertThat(store.callbacks().rezone()).isZero();
        store.close();
        store = reopened();
        assertThat(store.futureCalls().of("acme", false))
                .first()
                .satisfies(call -> assertThat(call.due()).isEqualTo(now.plusSeconds(60)));
    }

    @Test
    void aClockThatIsSetBackDialsNothingTwiceAndOneSetForwardMovesNoPromise() {
        FutureCall call = schedule(asked("a", now.plusSeconds(60), 0));
        now = now.plusSeconds(60);
        claimDue("n1");
        store.futureCalls().ended(call.id(), "n1", LegOneEnd.ANSWERED, "");

        now = now.minusSeconds(3_600);
        assertThat(claimDue("n1")).isEmpty();
        now = now.plusSeconds(3_600);
        assertThat(claimDue("n1")).as("its time comes again").isEmpty();

        FutureCall later = schedule(asked("b", now.plusSeconds(7_200), 0));
        now = now.plusSeconds(3_600);
        assertThat(store.futureCalls().find(later.id()).orElseThrow().asked().at())
                .isEqualTo(later.asked().at());
        assertThat(claimDue("n1")).isEmpty();
    }

    @Test
    void manyNodesPollingDialEachCallOnce() throws Exception {
        IntStream.range(0, 30).forEach(i -> schedule(asked("i" + i, now, 0)));

        List<Long> claimed = LeadContract.together(40, i -> claimDue("n" + i).map(FutureCall::id)).stream()
                .flatMap(Optional::stream)
                .toList();

        assertThat(claimed).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void remindsOfPromisedCallsOfTheAgentAndOfAnyone() {
        WallTime soon = WallTime.of(now.plusSeconds(60), ISRAEL);
        Callback mine = store.callbacks()
                .add(new Callback(0, 17, CAMPAIGN, "asha", soon, "after lunch", Callback.State.WAITING));
        Callback anyones = store.callbacks().add(new Callback(0, 18, CAMPAIGN, "", soon, "", Callback.State.WAITING));
        store.callbacks().add(new Callback(0, 19, CAMPAIGN, "lena", soon, "", Callback.State.WAITING));

        assertThat(store.callbacks().due("asha", CAMPAIGN, now)).isEmpty();
        assertThat(store.callbacks().due("asha", CAMPAIGN, now.plusSeconds(60))).containsExactly(mine, anyones);
        assertThat(store.callbacks().move(mine.id(), WallTime.of(now.plusSeconds(600), ISRAEL)))
                .isTrue();
        assertThat(store.callbacks().end(anyones.id(), Callback.State.DONE)).isTrue();
        assertThat(store.callbacks().end(anyones.id(), Callback.State.DONE)).isFalse();
        assertThat(store.callbacks().waiting("asha", CAMPAIGN))
                .extracting(Callback::id)
                .containsExactly(mine.id());
    }
}
