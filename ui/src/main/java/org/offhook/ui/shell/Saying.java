package org.offhook.ui.shell;

import java.time.Duration;
import java.time.Instant;

/** What just happened, said in the status line for some seconds in place of the registration. JavaFX thread only. */
final class Saying {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private String text = "";
    private boolean offering;
    private Instant until = Instant.MIN;

    /** @param withOffer whether a button stands beside it */
    void say(String said, boolean withOffer, Instant now) {
        text = said;
        offering = withOffer;
        until = now.plus(LINGERS);
    }

    /** What is said at {@code now}; empty when nothing is. */
    String textAt(Instant now) {
        return now.isBefore(until) ? text : "";
    }

    boolean offersAt(Instant now) {
        return now.isBefore(until) && offering;
    }

    Instant until() {
        return until;
    }
}
