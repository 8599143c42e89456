package org.offhook.bridge.http;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.offhook.bridge.http.BridgeSocket.Stage;
import org.offhook.bridge.message.Request.StreamPosition;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.OwnNames;
import org.offhook.core.error.ErrorCode;

/** Lets WebSockets in, each at the stage that its sender has proved. */
final class SocketDoor {
    private static final String PROGRAMS = "programs";

    private final ServerWebSocketContainer container;
    private final OwnNames names;
    private final SocketHouse house;
    private final Optional<String> crmOrigin;
    private final Paces pace;

    SocketDoor(
            ServerWebSocketContainer container,
            OwnNames names,
            SocketHouse house,
            Optional<String> crmOrigin,
            Paces pace) {
        this.container = container;
        this.names = names;
        this.house = house;
        this.crmOrigin = crmOrigin;
        this.pace = pace;
    }

    /** {@code /bridge}: for pages and programs. */
    boolean open(Knock knock, Request request, Response response, Callback callback) {
        if (knock.origins().isEmpty()) {
            return openForProgram(knock, request, response, callback);
        }
        String origin = knock.origins().getFirst();
        return openForPage(origin, knock, request, response, callback);
    }

    /**
     * {@code /host/bridge}: for the host page alone. It speaks for the origin that it frames, whichever that is configured to be, and
     * can do no more than that origin was granted.
     */
    boolean openForHostPage(Knock knock, Request request, Response response, Callback callback) {
        boolean ours =
                knock.origins().size() == 1 && names.isOwnOrigin(knock.origins().getFirst());
        if (!ours || crmOrigin.isEmpty()) {
            Replies.none(request, callback);
            return true;
        }
        return openForPage(crmOrigin.get(), knock, request, response, callback);
    }

    private boolean openForProgram(Knock knock, Request request, Response response, Callback callback) {
        if (knock.fromAnotherSite()) {
            Replies.none(request, callback);
            return true;
        }
        return switch (house.door().program(knock.bearer())) {
            case Door.Answer.Admitted(Caller caller) ->
                knock.vouchedOrigin().isPresent()
                        ? openForPage(
                                house.door()
                                        .vouched(
                                                knock.vouchedOrigin().get(),
                                                house.desk().snapshot().pairedOrigins()),
                                knock.vouchedOrigin().get(),
                                knock,
                                request,
                                response,
                                callback)
                        : upgrade(PROGRAMS, new Stage.Inside(caller), knock, request, response, callback);
            case Door.Answer.TokenAwaited() ->
                upgrade(PROGRAMS, new Stage.TokenOwed(), knock, request, response, callback);
            case Door.Answer.TokenWrong _, Door.Answer.MayAsk _, Door.Answer.Nobody _ -> {
                house.refusals().count(ErrorCode.TOKEN_REFUSED);
                Replies.refusal(response, callback, ErrorCode.TOKEN_REFUSED, "the token is wrong", Optional.empty());
                yield true;
            }
        };
    }

    private boolean openForPage(String origin, Knock knock, Request request, Response response, Callback callback) {
        Door.Answer answer = house.admit(origin, knock.bearer(), knock.ends());
        return openForPage(answer, origin, knock, request, response, callback);
    }

    private boolean openForPage(
            Door.Answer answer, String origin, Knock knock, Request request, Response response, Callback callback) {
        return switch (answer) {
            case Door.Answer.Admitted(Caller caller) ->
                upgrade(origin, new Stage.Inside(caller), knock, request, response, callback);
            case Door.Answer.MayAsk(String unknown)
            when !house.pairing().silent(unknown) ->
                upgrade(unknown, new Stage.Stranger(unknown), knock, request, response, callback);
            case Door.Answer.MayAsk _, Door.Answer.Nobody _, Door.Answer.TokenAwaited _, Door.Answer.TokenWrong _ -> {
                house.refusals().count(ErrorCode.ORIGIN_NOT_PAIRED);
                Replies.none(request, callback);
                yield true;
            }
        };
    }

    private boolean upgrade(
            String seat, Stage first, Knock knock, Request request, Response response, Callback callback) {
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get("Upgrade"))) {
            if (first instanceof Stage.Inside) {
                house.refusals().count(ErrorCode.METHOD_REFUSED);
                Replies.refusal(response, callback, ErrorCode.METHOD_REFUSED, "this is a WebSocket", Optional.empty());
            } else {
                Replies.none(request, callback);
            }
            return true;
        }
        if (!house.sockets().takeSeat(seat)) {
            house.refusals().count(ErrorCode.TOO_MANY_REQUESTS);
            if (first instanceof Stage.Inside) {
                Replies.refusal(response, callback, ErrorCode.TOO_MANY_REQUESTS, "at most 8 sockets", Optional.empty());
            } else {
                Replies.none(request, callback);
            }
            return true;
        }
        BridgeSocket socket = new BridgeSocket(
                house,
                seat,
                first,
                knock.ends(),
                position(request),
                pace.of(seat.equals(PROGRAMS)).start(System.nanoTime()));
        boolean upgraded = container.upgrade(
                (_, accepted, _) -> {
                    // Compression would let a small frame become a large message, and costs memory for every socket.
                    accepted.setExtensions(List.of());
                    return socket;
                },
                request,
                response,
                callback);
        if (!upgraded) {
            house.sockets().leaveSeat(seat);
            Replies.none(request, callback);
        }
        return true;
    }

    /** {@code ?stream=…&seq=…}: where a page that comes back left off. */
    private static Optional<StreamPosition> position(Request request) {
        Fields query;
        try {
            query = Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            return Optional.empty(); // percent signs that mean nothing: no position
        }
        String stream = query.getValue("stream");
        String seq = query.getValue("seq");
        if (stream == null || seq == null || !seq.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new StreamPosition(stream, Long.parseLong(seq)));
    }
}
