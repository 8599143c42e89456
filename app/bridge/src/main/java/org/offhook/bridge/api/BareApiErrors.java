package org.offhook.bridge.api;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the HTTP parser itself refuses is answered with the status alone: nothing that was sent is repeated. */
final class BareApiErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().clear();
        callback.succeeded();
        return true;
    }
}
