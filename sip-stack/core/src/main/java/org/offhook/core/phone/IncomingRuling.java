package org.offhook.core.phone;

import java.time.Duration;

/** What becomes of a call that comes in. */
public sealed interface IncomingRuling {
    IncomingRuling RING = new Ring();

    /** It rings until somebody does something. */
    record Ring() implements IncomingRuling {}

    /** @param status final response to send: 403, 480 or 486 */
    record TurnAway(int status) implements IncomingRuling {}

    /** @param number user part of where the caller is sent to, at our exchange, as dialled (302) */
    record Forward(String number) implements IncomingRuling {
        @Override
        public String toString() {
            return "Forward[" + number.length() + " digits]";
        }
    }

    /** It is answered by itself, and the agent hears a tone. Beside another call it rings. */
    record Answer(Duration after) implements IncomingRuling {}
}
