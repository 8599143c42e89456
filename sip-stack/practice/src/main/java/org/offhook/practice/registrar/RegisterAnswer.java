package org.offhook.practice.registrar;

import java.time.Duration;
import java.util.List;

/** What to answer a REGISTER. */
public sealed interface RegisterAnswer {
    /** 200 with all bindings of the extension (RFC 3261 §10.3 step 8). */
    record Accepted(List<Granted> bindings) implements RegisterAnswer {}

    /** 423 with Min-Expires (RFC 3261 §10.3 step 7). */
    record TooBrief(Duration minimum) implements RegisterAnswer {}

    /**
     * Nothing changed.
     *
     * @param status 400 for a wildcard that does not remove, 404 for an unknown extension, 500 for a request that came out of
     *     order, 503 when an extension has too many contacts
     */
    record Refused(int status) implements RegisterAnswer {}

    /** @param remaining lifetime left */
    record Granted(String contact, Duration remaining) {}
}
