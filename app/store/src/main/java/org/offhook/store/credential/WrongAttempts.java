package org.offhook.store.credential;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Wrong passwords by name. The first ten cost nothing but their hash; then every further one doubles a pause, from a second to a minute,
 * in which nothing is hashed. A quarter of an hour without a wrong one forgets them. Of one process: a floor's nodes count each for itself.
 */
final class WrongAttempts {
    static final int FREE = 10;
    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(15).toNanos();

    /** Names that do not exist are counted too; beyond this many the one longest untouched is forgotten. */
    private static final int MOST_NAMES = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private record Tally(int wrong, long pauseNanos, long atNanos) {}

    WrongAttempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long the name still has to wait. */
    synchronized Optional<Duration> pause(String name) {
        Tally tally = tallies.get(name);
        if (tally == null) {
            return Optional.empty();
        }
        long since = nanos.getAsLong() - tally.atNanos();
        if (since > FORGOTTEN_NANOS) {
            tallies.remove(name);
            return Optional.empty();
        }
        return since < tally.pauseNanos()
                ? Optional.of(Duration.ofNanos(tally.pauseNanos() - since))
                : Optional.empty();
    }

    synchronized void count(String name) {
        Tally before = tallies.remove(name); // put again at the end: the order is that of the last touch
        int wrong = before == null ? 1 : before.wrong() + 1;
        long pause = wrong < FREE ? 0 : Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(wrong - FREE, 6));
        tallies.put(name, new Tally(wrong, pause, nanos.getAsLong()));
        if (tallies.size() > MOST_NAMES) {
            tallies.remove(tallies.keySet().iterator().next());
        }
    }

    synchronized void forget(String name) {
        tallies.remove(name);
    }
}
