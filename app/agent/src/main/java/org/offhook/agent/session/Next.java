package org.offhook.agent.session;

import java.time.Duration;
import java.util.Optional;

/** What an agent does when a call is over or the connection is back. */
public sealed interface Next {
    /**
     * @param reason pause code, or a reason of ours; empty when none
     * @param limit how long it should last at most
     */
    record Pause(String reason, Optional<Duration> limit) implements Next {
        static Pause of(String reason) {
            return new Pause(reason, Optional.empty());
        }
    }

    record Ready() implements Next {}

    record LogOut() implements Next {}
}
