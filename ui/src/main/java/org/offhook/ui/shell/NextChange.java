package org.offhook.ui.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.core.phone.CallView;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.EndingWatch;
import org.offhook.ui.model.Work;

/**
 * Works out when the window will next look different without a new snapshot: a timer's next second, the end of a card that lingers,
 * a message that goes away. Between these moments the window sleeps.
 */
public final class NextChange {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private NextChange() {}

    /** How long until then, or empty when nothing runs. */
    public static Optional<Duration> after(AgentSnapshot snapshot, Instant saidUntil, EndingWatch ending, Instant now) {
        Stream<Instant> running = snapshot.agent().state() == AgentState.LOGGED_OUT
                ? Stream.empty()
                : Stream.of(snapshot.agent().since());
        Stream<Instant> calls = snapshot.phone().calls().stream()
                .filter(CallView::live)
                .map(call -> call.connectedAt().orElse(call.startedAt()));
        Stream<Instant> retry = Stream.concat(
                snapshot.phone().registration().nextAttempt().stream(),
                Stream.concat(Work.wrapUpEnds(snapshot).stream(), Work.dialsAt(snapshot).stream()));
        Stream<Instant> check =
                snapshot.phone().soundCheck().busy() ? snapshot.phone().soundCheck().ends().stream() : Stream.empty();
        Stream<Duration> seconds =
                Stream.of(running, calls, retry, check).flatMap(all -> all).map(since -> toNextSecond(since, now));
        Stream<Duration> moments = Stream.concat(
                        Stream.concat(Stream.of(saidUntil), ending.patienceEnds().stream()),
                        snapshot.phone().calls().stream()
                                .flatMap(call -> call.endedAt().stream())
                                .flatMap(ended -> Stream.of(
                                        ended.plus(DockModel.CALL_ENDED),
                                        ended.plus(Calls.MISSED_LINGER),
                                        ended.plus(Calls.LINGER))))
                .filter(moment -> moment.isAfter(now))
                .map(moment -> Duration.between(now, moment));
        return Stream.concat(seconds, moments).min(Duration::compareTo);
    }

    /** Time until a whole number of seconds lies between {@code origin} and then, whichever comes first. */
    static Duration toNextSecond(Instant origin, Instant now) {
        long into = Math.floorMod(Duration.between(origin, now).toMillis(), SECOND.toMillis());
        return SECOND.minusMillis(into);
    }
}
