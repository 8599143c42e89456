package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.SessionTerms.Refresh;

/** How long the session of a call lives on, as far as both sides agreed on that (RFC 4028). */
public sealed interface SessionClock {
    /** Until somebody hangs up. */
    record Unlimited() implements SessionClock {}

    /** The far end refreshes. */
    record Theirs(Instant until) implements SessionClock {}

    /** We refresh, when half of the interval is over or our last attempt failed. */
    record Ours(Instant until, Refresh by) implements SessionClock {}

    /** Our UPDATE is out. */
    record Asked(Instant until) implements SessionClock {}

    /** True while the call's session timer runs. */
    default boolean runs() {
        return !(this instanceof Unlimited);
    }

    static SessionClock of(Optional<SessionTerms> terms, Instant now) {
        return terms.<SessionClock>map(agreed -> switch (agreed.refresher()) {
                    case US -> new Ours(now.plus(agreed.limit()), agreed.by());
                    case FAR_END -> new Theirs(now.plus(agreed.limit()));
                })
                .orElseGet(Unlimited::new);
    }
}
