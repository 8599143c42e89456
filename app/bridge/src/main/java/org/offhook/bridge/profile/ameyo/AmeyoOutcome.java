package org.offhook.bridge.profile.ameyo;

import java.util.Locale;

/** How a dial ended, as the document tells them apart. */
enum AmeyoOutcome {
    CONNECTED,
    CUSTOMER_SILENT,
    AGENT_SILENT,
    NOT_CONNECTED;

    /**
     * Of a queue entry that is done without the log knowing of an answer.
     *
     * @param outcome as the queue's owner noted it: a cause of the end of a call, or what became of the number before
     */
    static AmeyoOutcome of(String outcome) {
        return switch (outcome.toUpperCase(Locale.ROOT)) {
            case "ANSWERED", "CONNECTED", "HUNG_UP" -> CONNECTED;
            case "NO_ANSWER", "BUSY", "DECLINED", "MISSED", "CANCELLED", "REJECTED" -> CUSTOMER_SILENT;
            case "", "REMOVED", "SKIPPED", "LOGGED_OUT" -> AGENT_SILENT;
            default -> NOT_CONNECTED;
        };
    }
}
