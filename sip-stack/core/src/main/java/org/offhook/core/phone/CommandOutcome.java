package org.offhook.core.phone;

import java.util.Map;
import org.offhook.core.error.ErrorCode;

/** What became of a command. */
public sealed interface CommandOutcome {
    /**
     * Done, or taken up.
     *
     * @param message a short word for protocols and the command line; the window does not show it
     * @param data what the asker may need: {@code callId}, {@code queued}, {@code afterCall} …
     */
    record Accepted(String message, Map<String, String> data) implements CommandOutcome {
        public static Accepted of(String message) {
            return new Accepted(message, Map.of());
        }
    }

    /**
     * Not done, nothing changed.
     *
     * @param error stable code, whose sentence tells the agent what to do
     * @param detail for the administrator's log and the CRM; never a secret or a customer's number
     */
    record Refused(ErrorCode error, String detail) implements CommandOutcome {
        public static Refused of(ErrorCode error) {
            return new Refused(error, "");
        }
    }
}
