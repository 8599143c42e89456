package org.offhook.bridge.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.offhook.bridge.message.Answers;
import org.offhook.bridge.message.Refusal;
import org.offhook.core.error.ErrorCode;

/** Writes responses, all with the same protective headers; and the reply that is none. */
final class Replies {
    private Replies() {}

    /** Closes the connection without a word: a page of a stranger cannot tell that anything listens here. */
    static void none(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EofException("not answered"));
    }

    static void page(Response response, Callback callback, Pages.Page page, Optional<String> sharedWith) {
        HttpFields.Mutable headers = protect(response, sharedWith);
        headers.put(HttpHeader.CONTENT_TYPE, page.contentType() + ";charset=utf-8");
        page.policy().ifPresent(policy -> {
            headers.put("Content-Security-Policy", policy);
            headers.put("X-Frame-Options", "DENY");
            // The CRM's own pop-ups still know their opener; nobody else's window gets hold of the host page.
            headers.put("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
        });
        response.setStatus(200);
        response.write(true, ByteBuffer.wrap(page.text().getBytes(StandardCharsets.UTF_8)), callback);
    }

    static void refusal(
            Response response, Callback callback, ErrorCode error, String detail, Optional<String> sharedWith) {
        json(
                response,
                callback,
                status(error),
                Answers.refused(Optional.empty(), Refusal.of(error, detail)),
                sharedWith);
    }

    static void json(Response response, Callback callback, int status, String json, Optional<String> sharedWith) {
        protect(response, sharedWith).put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        if (status == 405) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST, OPTIONS");
        }
        response.setStatus(status);
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }

    static void empty(Response response, Callback callback, int status) {
        protect(response, Optional.empty());
        response.setStatus(status);
        callback.succeeded();
    }

    /** The answer to a preflight of a paired page. */
    static void preflight(Response response, Callback callback, String origin) {
        HttpFields.Mutable headers = protect(response, Optional.of(origin));
        headers.put("Access-Control-Allow-Methods", "POST");
        headers.put("Access-Control-Allow-Headers", "Content-Type, Authorization");
        headers.put("Access-Control-Max-Age", "600");
        response.setStatus(204);
        callback.succeeded();
    }

    private static HttpFields.Mutable protect(Response response, Optional<String> sharedWith) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("Vary", "Origin");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cross-Origin-Resource-Policy", sharedWith.isPresent() ? "cross-origin" : "same-origin");
        sharedWith.ifPresent(origin -> headers.put("Access-Control-Allow-Origin", origin));
        return headers;
    }

    /** HTTP status of a refusal. What the desk refused is an answer, so it is a 200 like every answer of the CRM's documents. */
    static int status(ErrorCode error) {
        return switch (error) {
            case MESSAGE_MALFORMED, ACTION_UNKNOWN, FIELD_MISSING, FIELD_INVALID -> 400;
            case TOKEN_REFUSED -> 401;
            case ORIGIN_NOT_PAIRED, SCOPE_MISSING -> 403;
            case METHOD_REFUSED -> 405;
            case MESSAGE_TOO_LARGE -> 413;
            case CONTENT_TYPE_REFUSED -> 415;
            case HOST_REFUSED -> 421;
            case TOO_MANY_REQUESTS, DIALLING_TOO_FAST -> 429;
            default -> 200;
        };
    }
}
