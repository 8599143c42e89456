package org.offhook.bridge.http;

import java.util.Optional;
import org.offhook.bridge.message.Request.StreamPosition;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.RateLimit;
import org.offhook.core.error.ErrorCode;

/** Whoever sent a message, as far as the clerk has to know. */
interface Visitor {
    Caller caller();

    /** Limits all its messages, whatever they ask. */
    RateLimit pace();

    /** Whether a success without {@code id} is answered too: over HTTP every request has a response. */
    boolean wantsEveryAnswer();

    /**
     * @param refused why not, or empty for a yes
     */
    void answer(String json, Optional<ErrorCode> refused);

    /** @return false if this way in has no stream */
    boolean subscribe(Optional<StreamPosition> from);

    boolean unsubscribe();
}
