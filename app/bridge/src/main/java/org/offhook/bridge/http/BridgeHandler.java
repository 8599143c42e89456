package org.offhook.bridge.http;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.OwnNames;
import org.offhook.core.error.ErrorCode;

/**
 * The front of the bridge. Order of the checks: {@code Host}, {@code Origin}, who it is, method, what it carries. Who may not be here
 * is not answered at all if it is, or may be, a page; a program is told what is wrong.
 */
final class BridgeHandler extends Handler.Abstract {
    private final OwnNames names;
    private final SocketHouse house;
    private final Pages pages;
    private final SocketDoor socketDoor;
    private final MessagePost post;

    BridgeHandler(OwnNames names, SocketHouse house, Pages pages, SocketDoor socketDoor, MessagePost post) {
        this.names = names;
        this.house = house;
        this.pages = pages;
        this.socketDoor = socketDoor;
        this.post = post;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Knock knock = Knock.of(request);
        if (!names.addresses(knock.host().orElse(null))) {
            hostRefused(knock, request, response, callback);
            return true;
        }
        if (knock.origins().size() > 1) {
            return nobody(request, callback);
        }
        Optional<WayIn> way = WayIn.of(knock.path());
        if (way.isEmpty()) {
            return unknownPath(knock, request, response, callback);
        }
        return switch (way.get()) {
            case SOCKET -> socketDoor.open(knock, request, response, callback);
            case HOST_SOCKET -> socketDoor.openForHostPage(knock, request, response, callback);
            case MESSAGES -> post.take(knock, request, response, callback);
            case SCRIPT -> script(knock, request, response, callback);
            case HOST_PAGE -> hostPage(knock, request, response, callback);
            case HOST_SCRIPT -> ownFile(knock, request, response, callback, pages.hostScript());
            case HOST_STYLE -> ownFile(knock, request, response, callback, pages.hostStyle());
            case HOST_ICON -> ownFile(knock, request, response, callback, pages.icon());
        };
    }

    /** Only somebody with the token is told; a page whose name was rebound to us looks like a program here. */
    private void hostRefused(Knock knock, Request request, Response response, Callback callback) {
        house.refusals().count(ErrorCode.HOST_REFUSED);
        boolean known = knock.origins().isEmpty()
                && knock.bearer().isPresent()
                && house.door().program(knock.bearer()) instanceof Door.Answer.Admitted;
        if (known) {
            Replies.refusal(
                    response, callback, ErrorCode.HOST_REFUSED, "use 127.0.0.1, localhost or [::1]", Optional.empty());
        } else {
            Replies.none(request, callback);
        }
    }

    private boolean unknownPath(Knock knock, Request request, Response response, Callback callback) {
        if (!knock.origins().isEmpty() || knock.fromAnotherSite()) {
            return nobody(request, callback);
        }
        Replies.empty(response, callback, 404);
        return true;
    }

    /** The script goes to paired pages (its tag needs {@code crossorigin}, so that the browser says whose page it is). */
    private boolean script(Knock knock, Request request, Response response, Callback callback) {
        if (!knock.method().equals("GET")) {
            return nobody(request, callback);
        }
        if (knock.origins().isEmpty()) {
            boolean program =
                    !knock.fromAnotherSite() && house.door().program(knock.bearer()) instanceof Door.Answer.Admitted;
            if (!program) {
                return nobody(request, callback);
            }
            Replies.page(response, callback, pages.script(), Optional.empty());
            return true;
        }
        String origin = knock.origins().getFirst();
        // The text of the script is no secret: the Origin is enough to hand it out.
        if (Door.find(origin, house.desk().snapshot().pairedOrigins()).isEmpty()) {
            house.refusals().count(ErrorCode.ORIGIN_NOT_PAIRED);
            return nobody(request, callback);
        }
        Replies.page(response, callback, pages.script(), Optional.of(origin));
        return true;
    }

    /** A document that a person opened in a window of its own: not an image, not a frame, not fetched by a script. */
    private boolean hostPage(Knock knock, Request request, Response response, Callback callback) {
        boolean window = knock.fetchDestination()
                        .filter(to -> !to.equals("document"))
                        .isEmpty()
                && knock.fetchMode().filter(mode -> !mode.equals("navigate")).isEmpty();
        if (!window || !knock.origins().isEmpty() || !knock.method().equals("GET")) {
            return nobody(request, callback);
        }
        pages.host()
                .ifPresentOrElse(
                        page -> Replies.page(response, callback, page, Optional.empty()),
                        () -> Replies.empty(response, callback, 404));
        return true;
    }

    private boolean ownFile(Knock knock, Request request, Response response, Callback callback, Pages.Page page) {
        boolean ours = knock.origins().stream().allMatch(names::isOwnOrigin) && !knock.fromAnotherSite();
        if (!ours || !knock.method().equals("GET")) {
            return nobody(request, callback);
        }
        Replies.page(response, callback, page, Optional.empty());
        return true;
    }

    private static boolean nobody(Request request, Callback callback) {
        Replies.none(request, callback);
        return true;
    }
}
