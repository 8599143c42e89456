package org.offhook.agent.session;

import java.time.Duration;
import java.util.Optional;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.core.call.CallId;

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

    /**
     * Back to the wrap-up that another call came into.
     *
     * @param left what was left of its time; absent when that was over
     * @param then what follows it
     */
    record Resume(KeptWrapUp work, Optional<Duration> left, Next then) implements Next {}

    /** The agent's own choice; a wrap-up that waits is not chosen away. */
    default Next chosen(Next choice) {
        return switch (this) {
            case Pause _, Ready _, LogOut _ -> choice;
            case Resume(KeptWrapUp work, Optional<Duration> left, Next then) ->
                new Resume(work, left, then.chosen(choice));
        };
    }

    /** Whether the wrap-up of this call follows. */
    default boolean owes(CallId call) {
        return this instanceof Resume(KeptWrapUp work, Optional<Duration> _, Next then)
                && (work.call().equals(call) || then.owes(call));
    }

    /** The choice that stands at the end. */
    default Next last() {
        return switch (this) {
            case Pause _, Ready _, LogOut _ -> this;
            case Resume(KeptWrapUp _, Optional<Duration> _, Next then) -> then.last();
        };
    }
}
