package org.offhook.ui.shell;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.call.Banner;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.call.IncomingCard;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.BannerView;
import org.offhook.ui.model.Hints;
import org.offhook.ui.model.IncomingView;
import org.offhook.ui.queue.DoubtsPage;
import org.offhook.ui.queue.QueuePage;

/**
 * The incoming call and the error, which share one rectangle over the top of the body. An incoming call goes before an error; the
 * error waits. Neither takes the focus or moves a control.
 */
final class Overlays {
    private final WindowContext context;
    private final Consumer<BannerView.Action> pressed;
    private final Runnable closed;
    private @Nullable IncomingCard incoming;
    private @Nullable Banner banner;
    private String bannerCode = "";

    Overlays(WindowContext context, Consumer<BannerView.Action> pressed, Runnable closed) {
        this.context = context;
        this.pressed = pressed;
        this.closed = closed;
    }

    /** The card, if a call ever came in. */
    @Nullable
    IncomingCard incomingIfAny() {
        return incoming;
    }

    /** Shows over {@code body}, or in {@code page}'s own place, what must be seen now. */
    void show(Body body, @Nullable Page page, AgentSnapshot snapshot, Hints hints, Instant now) {
        Optional<IncomingView> call = IncomingView.of(snapshot, now, context.zone(), context.words());
        Optional<BannerView> error = BannerView.of(snapshot, hints, now, context.zone(), context.words());
        Node over = null;
        if (call.isPresent()) {
            IncomingCard card = incoming();
            card.show(call.get(), snapshot);
            over = card;
        } else if (incoming != null) {
            incoming.clear();
        }
        if (page instanceof DoubtsPage) { // it is the question that the banner asks
            error = error.filter(view -> view.action() != BannerView.Action.DECIDE);
        }
        Pane place = page == null ? null : page.bannerPlace();
        if (error.isPresent()) {
            Banner shown = banner();
            String about = error.get().code() + error.get().title();
            if (!about.equals(bannerCode)) {
                bannerCode = about;
                shown.fold();
            }
            boolean folds = page instanceof CallPage
                    || (page instanceof QueuePage
                            && error.get().action() == BannerView.Action.CALL_BACK); // rows need the room
            shown.show(error.get(), folds);
            boolean overTop = place == null && over == null;
            if (place != null && !place.getChildren().contains(shown)) {
                takeOut(body, shown);
                place.getChildren().setAll(shown);
            } else if (overTop) {
                if (!body.overlaid(shown)) {
                    takeOut(body, shown);
                }
                over = shown;
            } else if (place == null) { // it waits for the call to be taken
                takeOut(body, shown);
            }
        } else if (banner != null) {
            takeOut(body, banner);
        }
        body.overlay(over);
    }

    private static void takeOut(Body body, Banner shown) {
        if (body.overlaid(shown)) {
            body.overlay(null);
        } else if (shown.getParent() instanceof Pane parent) {
            parent.getChildren().remove(shown);
        }
    }

    private IncomingCard incoming() {
        IncomingCard card = incoming == null
                ? new IncomingCard(context, Shortcuts.ANSWER.text(), Shortcuts.DECLINE.text())
                : incoming;
        incoming = card;
        return card;
    }

    private Banner banner() {
        Banner shown = banner == null ? new Banner(context, pressed, closed) : banner;
        banner = shown;
        return shown;
    }
}
