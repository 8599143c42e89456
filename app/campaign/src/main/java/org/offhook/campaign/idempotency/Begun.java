package org.offhook.campaign.idempotency;

import java.time.Instant;

/** What is known of a request by its key. */
public sealed interface Begun {
    /** Nothing: it is new, and now known. */
    record Fresh() implements Begun {}

    /** It was done; this was the answer. */
    record Answered(String answer) implements Begun {}

    /** It was begun and not answered: it still runs, or whoever ran it went away. */
    record InProgress(Instant since) implements Begun {}

    /** The key was used for a request that said something else. */
    record OtherRequest() implements Begun {}
}
