package org.offhook.core.subscription;

import java.util.Optional;

/**
 * A mailbox (RFC 3842 §3.5). Voice messages only; an exchange may say that there are some and not how many.
 *
 * @param waiting whether there is something to listen to
 * @param account user part of the URI to call for it, where it is told
 * @param counts of voice messages, where they are told
 */
public record MessageSummary(boolean waiting, Optional<String> account, Optional<Counts> counts) {

    /** Each 0 to 4,294,967,295 (RFC 3842 §5.1); the urgent ones are contained in the others. */
    public record Counts(long fresh, long old, long urgentFresh, long urgentOld) {}

    /** Whom to call is personal enough to stay out of logs. */
    @Override
    public String toString() {
        return "MessageSummary[" + waiting + ", " + counts + "]";
    }
}
