package org.offhook.ui.shell;

import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A column's body: the page, and over its top what must be seen at once. A page that does not fit scrolls; the frame never does.
 */
final class Body extends StackPane {
    private @Nullable Region page;
    private @Nullable ScrollPane scroller;
    private @Nullable Node overlay;
    private final StackPane over = new StackPane();

    Body() {
        getStyleClass().add("oh-body");
        setAlignment(Pos.TOP_CENTER);
        setMinSize(0, 0);
        over.setMinWidth(0);
        over.getStyleClass().add("oh-overlay");
        over.setAlignment(Pos.TOP_CENTER);
        over.setPickOnBounds(false);
        heightProperty().addListener(change -> fitLater());
        widthProperty().addListener(change -> fitLater());
    }

    void show(Region shown) {
        if (!shown.equals(page)) {
            page = shown;
            place();
        } else {
            fitLater(); // what it shows may have grown
        }
    }

    boolean overlaid(Node node) {
        return over.getChildren().contains(node);
    }

    /** @param node what stands over the page's top, or null */
    void overlay(@Nullable Node node) {
        if (!Objects.equals(node, overlay)) {
            overlay = node;
            place();
        }
    }

    private void place() {
        Region shown = page;
        if (shown == null) {
            return;
        }
        Node base = scroller != null && shown.equals(scroller.getContent()) ? scroller : shown;
        if (scroller != null && !scroller.equals(base)) {
            scroller.setContent(null);
            scroller = null;
        }
        if (overlay == null) {
            over.getChildren().clear();
            getChildren().setAll(base);
        } else {
            over.getChildren().setAll(overlay);
            getChildren().setAll(base, over);
        }
        fitLater();
    }

    /** A page whose content grows becomes one that scrolls, and the other way. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Region shown = page;
        if (shown != null && getHeight() > 0 && tooHigh(shown) != (scroller != null)) {
            fitLater();
        }
    }

    /** Where it scrolls, beside the bar: its text breaks at that width. */
    private boolean tooHigh(Region shown) {
        double width = getWidth();
        if (scroller != null) {
            double beside = scroller.getViewportBounds().getWidth();
            if (beside <= 0) {
                return true; // not laid out yet
            }
            width = Math.min(width, beside);
        }
        return shown.minHeight(width) > getHeight() + 0.5;
    }

    /** After this layout pass, because wrapping a page changes the scene graph. */
    private void fitLater() {
        javafx.application.Platform.runLater(this::fit);
    }

    private void fit() {
        Region shown = page;
        if (shown == null || getHeight() <= 0) {
            return;
        }
        shown.applyCss(); // a page that has just come has no sizes before
        boolean tooHigh = tooHigh(shown);
        if (tooHigh == (scroller != null)) {
            return;
        }
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        if (tooHigh) {
            var wrapper = new ScrollPane();
            wrapper.getStyleClass().add("oh-scroll");
            wrapper.setFitToWidth(true);
            wrapper.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            wrapper.setFocusTraversable(false);
            getChildren().remove(shown);
            wrapper.setContent(shown);
            scroller = wrapper;
            FollowFocus.in(wrapper);
            getChildren().addFirst(wrapper);
            wrapper.applyCss(); // only now is the page in the window again, and what had the focus can have it back
        } else if (scroller != null) {
            getChildren().remove(scroller);
            scroller.setContent(null);
            scroller = null;
            getChildren().addFirst(shown);
        }
        if (focused != null && focused.getScene() != null) {
            focused.requestFocus(); // it was inside the page that moved
        }
    }
}
