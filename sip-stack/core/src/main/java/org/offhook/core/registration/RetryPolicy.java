package org.offhook.core.registration;

import java.time.Duration;
import org.offhook.core.error.ErrorCode;

/**
 * When to ask again. Randomness is a function of seed and attempt, so that a test can repeat what a phone did.
 *
 * @param seed different on each phone: a restarted exchange must not meet a whole floor in the same second
 */
public record RetryPolicy(long seed) {
    /** Soon enough that a short break is over before the agent has read the banner. */
    static final Duration FIRST = Duration.ofSeconds(1);

    /** RFC 5626 §4.5 allows far more; a call centre's agent waits for this phone. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** A Retry-After above this is a mistake or an attack. */
    static final Duration LONGEST_WISH = Duration.ofMinutes(10);

    /**
     * The longest wait while nobody answers at all: as soon as the way is there again the phone is to be so, too, and a request that
     * reaches nobody burdens nobody.
     */
    static final Duration LONGEST_UNHEARD = Duration.ofSeconds(2);

    /** 1, 2, 4 … 30 s, of which a random 50 to 100 % (RFC 5626 §4.5). */
    public Duration backOff(int failures, int attempt) {
        return backOff(failures, attempt, LONGEST);
    }

    /** The same; 1 or 2 s while nobody answers. */
    Duration backOff(int failures, int attempt, ErrorCode problem) {
        Duration longest = switch (problem) {
            case SERVER_SILENT, CONNECTION_FAILED, NETWORK_GONE, SERVER_NAME_UNKNOWN -> LONGEST_UNHEARD;
            default -> LONGEST;
        };
        return backOff(failures, attempt, longest);
    }

    private Duration backOff(int failures, int attempt, Duration longest) {
        int doublings = Math.min(Math.max(failures - 1, 0), 10);
        Duration whole = FIRST.multipliedBy(1L << doublings);
        Duration limit = whole.compareTo(longest) > 0 ? longest : whole;
        return limit.dividedBy(2).plusMillis((long) (fraction(attempt) * limit.toMillis() / 2));
    }

    /** Early enough for a lost request and its repetitions, spread so that a floor of phones does not refresh at once. */
    public Duration refreshAfter(Duration granted, int attempt) {
        long lead = Math.clamp(granted.toMillis() / 5, Math.min(5_000, granted.toMillis() / 2), 60_000);
        return granted.minusMillis(lead + (long) (fraction(attempt) * lead / 2));
    }

    /** 0 to 1, evenly spread (the finisher of SplitMix64). */
    private double fraction(int attempt) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (attempt + 1L);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
