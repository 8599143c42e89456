package org.offhook.core.call;

import java.time.Duration;

/**
 * What both sides agreed on about the life of a session (RFC 4028).
 *
 * @param interval after which a session that nobody has refreshed is over
 * @param refresher whose business the refresh is
 * @param by how we refresh, where it is ours
 */
public record SessionTerms(Duration interval, Refresher refresher, Refresh by) {
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(32);

    /** Who refreshes. */
    public enum Refresher {
        US,
        FAR_END
    }

    /** With what. */
    public enum Refresh {
        /** UPDATE without a description, where the far end takes it (RFC 3311). */
        UPDATE,
        /** INVITE that repeats our description. */
        REINVITE
    }

    /** When a refresh of ours is due: §7.2 recommends half of the interval. */
    Duration half() {
        return interval.dividedBy(2);
    }

    /** How long to wait for a refresh at most: §10 ends the session 32 s, or a third of the interval, before it expires. */
    Duration limit() {
        Duration third = interval.dividedBy(3);
        return interval.minus(third.compareTo(MOST_PATIENCE) < 0 ? third : MOST_PATIENCE);
    }
}
