package org.offhook.bridge.http;

import java.util.Optional;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.offhook.bridge.message.Request.StreamPosition;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.RateLimit;
import org.offhook.core.error.ErrorCode;

/** The sender of one {@code POST /bridge/messages}: one message, one response. */
record PostVisitor(Caller caller, RateLimit pace, Response response, Callback callback) implements Visitor {
    @Override
    public boolean wantsEveryAnswer() {
        return true;
    }

    @Override
    public void answer(String json, Optional<ErrorCode> refused) {
        Optional<String> sharedWith = switch (caller) {
            case Caller.Page(String origin) -> Optional.of(origin);
            case Caller.Program() -> Optional.empty();
        };
        Replies.json(response, callback, refused.map(Replies::status).orElse(200), json, sharedWith);
    }

    @Override
    public boolean subscribe(Optional<StreamPosition> from) {
        return false;
    }

    @Override
    public boolean unsubscribe() {
        return false;
    }
}
