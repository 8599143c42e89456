package org.offhook.core.phone;

import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.media.LocalMedia;

/** A socket pair reserved for the next outgoing call before anyone asks for it, so that its INVITE waits for nothing. */
sealed interface SpareSocket {
    record None() implements SpareSocket {}

    record Asked(CallId call) implements SpareSocket {}

    /** There was none; asking again at once would only ask for ever. */
    record Unavailable() implements SpareSocket {}

    record Ready(CallId call, LocalMedia media) implements SpareSocket {}

    /** The call that it was reserved for. */
    default Optional<CallId> reservedFor() {
        return switch (this) {
            case None _, Unavailable _ -> Optional.empty();
            case Asked(CallId asked) -> Optional.of(asked);
            case Ready(CallId ready, LocalMedia _) -> Optional.of(ready);
        };
    }

    /** Whether a socket is there or has been asked for. */
    default boolean holdsSocket() {
        return switch (this) {
            case None _, Unavailable _ -> false;
            case Asked _, Ready _ -> true;
        };
    }
}
