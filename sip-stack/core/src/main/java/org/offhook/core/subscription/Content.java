package org.offhook.core.subscription;

/** What the body of a notification said, read strictly; a body that is anything else is data of no use, never an error. */
public sealed interface Content {
    /** No body: the state is neutral, or nothing has changed (RFC 6665 §4.2.2). */
    record Nothing() implements Content {}

    record Messages(MessageSummary summary) implements Content {}

    record Dialogs(DialogInfo info) implements Content {}

    /** @param reason what was wrong with it; of ours, never of the peer's text */
    record Garbage(String reason) implements Content {}
}
