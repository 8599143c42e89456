package org.offhook.bridge.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.RateLimit;
import org.offhook.core.error.ErrorCode;

/** {@code POST /bridge/messages}: one JSON message, one JSON answer. */
final class MessagePost {
    private final SocketHouse house;
    private final Paces pace;
    private final Map<Caller, RateLimit> paces = new ConcurrentHashMap<>();

    MessagePost(SocketHouse house, Paces pace) {
        this.house = house;
        this.pace = pace;
    }

    boolean take(Knock knock, Request request, Response response, Callback callback) {
        if (knock.origins().isEmpty()) {
            fromProgram(knock, request, response, callback);
        } else {
            fromPage(knock, knock.origins().getFirst(), request, response, callback);
        }
        return true;
    }

    private void fromProgram(Knock knock, Request request, Response response, Callback callback) {
        if (knock.fromAnotherSite()) {
            Replies.none(request, callback);
            return;
        }
        switch (house.door().program(knock.bearer())) {
            case Door.Answer.Admitted(Caller caller) -> admitted(caller, knock, request, response, callback);
            case Door.Answer.TokenAwaited _, Door.Answer.TokenWrong _ ->
                refuse(response, callback, ErrorCode.TOKEN_REFUSED, "send Authorization: Bearer", Optional.empty());
            case Door.Answer.MayAsk _, Door.Answer.Nobody _ -> Replies.none(request, callback);
        }
    }

    /** A page that is not paired cannot ask here: its browser's preflight already fails, so nothing of ours is said to it. */
    private void fromPage(Knock knock, String origin, Request request, Response response, Callback callback) {
        if (knock.method().equals("OPTIONS")) {
            if (Door.find(origin, house.desk().snapshot().pairedOrigins()).isPresent()) {
                Replies.preflight(response, callback, origin);
            } else {
                Replies.none(request, callback);
            }
            return;
        }
        switch (house.admit(origin, knock.bearer(), knock.ends())) {
            case Door.Answer.Admitted(Caller caller) -> admitted(caller, knock, request, response, callback);
            case Door.Answer.MayAsk _, Door.Answer.Nobody _, Door.Answer.TokenAwaited _, Door.Answer.TokenWrong _ -> {
                house.refusals().count(ErrorCode.ORIGIN_NOT_PAIRED);
                Replies.none(request, callback);
            }
        }
    }

    private void admitted(Caller caller, Knock knock, Request request, Response response, Callback callback) {
        Optional<String> sharedWith = knock.origins().stream().findFirst();
        if (!knock.method().equals("POST")) {
            refuse(response, callback, ErrorCode.METHOD_REFUSED, "messages are sent by POST", sharedWith);
            return;
        }
        if (knock.navigates()) {
            refuse(response, callback, ErrorCode.METHOD_REFUSED, "a link or a form cannot send messages", sharedWith);
            return;
        }
        if (!isJson(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            refuse(response, callback, ErrorCode.CONTENT_TYPE_REFUSED, "send application/json in UTF-8", sharedWith);
            return;
        }
        MessageBody.take(request, body -> {
            switch (body) {
                case MessageBody.Outcome.Whole(byte[] bytes) ->
                    whole(caller, bytes, request, response, callback, sharedWith);
                case MessageBody.Outcome.TooLarge() ->
                    refuse(response, callback, ErrorCode.MESSAGE_TOO_LARGE, "at most 64 KiB", sharedWith);
                case MessageBody.Outcome.BrokenOff() ->
                    refuse(response, callback, ErrorCode.MESSAGE_MALFORMED, "the body broke off", sharedWith);
            }
        });
    }

    private void whole(
            Caller caller,
            byte[] body,
            Request request,
            Response response,
            Callback callback,
            Optional<String> sharedWith) {
        Optional<String> text = utf8(body);
        if (text.isEmpty()) {
            refuse(response, callback, ErrorCode.MESSAGE_MALFORMED, "the body is not UTF-8", sharedWith);
            return;
        }
        // A login waits for the registrar, longer than an idle connection may.
        request.addIdleTimeoutListener(_ -> false);
        RateLimit limit = paces.computeIfAbsent(
                caller, _ -> pace.of(caller instanceof Caller.Program).start(System.nanoTime()));
        house.clerk().take(text.get(), new PostVisitor(caller, limit, response, callback));
    }

    private void refuse(
            Response response, Callback callback, ErrorCode error, String detail, Optional<String> sharedWith) {
        house.refusals().count(error);
        // Its body may not have been read: the client must not put another request behind it.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Replies.refusal(response, callback, error, detail, sharedWith);
    }

    /** {@code application/json}, with no charset or UTF-8 (RFC 8259 §8.1 knows no other). */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
