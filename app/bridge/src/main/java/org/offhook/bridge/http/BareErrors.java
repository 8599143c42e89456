package org.offhook.bridge.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is no HTTP, or fails inside: a status and nothing else, neither whose server this is nor what went wrong. */
final class BareErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().clear();
        callback.succeeded();
        return true;
    }
}
