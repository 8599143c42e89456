package org.offhook.ui.shell;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/** Scrolls a page so that the control that gets the focus is seen: a scroll pane alone leaves it out of sight. */
final class FollowFocus {
    private final ScrollPane pane;

    private FollowFocus(ScrollPane pane) {
        this.pane = pane;
    }

    /** From now on, while {@code pane} is on screen. */
    static void in(ScrollPane pane) {
        var follower = new FollowFocus(pane);
        ChangeListener<Node> listener = (property, before, now) -> follower.show(now);
        pane.sceneProperty().addListener((property, before, now) -> follower.move(before, now, listener));
        follower.move(null, pane.getScene(), listener);
    }

    private void move(@Nullable Scene before, @Nullable Scene now, ChangeListener<Node> listener) {
        if (before != null) {
            before.focusOwnerProperty().removeListener(listener);
        }
        if (now != null) {
            now.focusOwnerProperty().addListener(listener);
        }
    }

    private void show(@Nullable Node focused) {
        Node content = pane.getContent();
        if (focused == null || content == null || !Column.isInside(focused, content)) {
            return;
        }
        Bounds all = content.getBoundsInLocal();
        Bounds at = content.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
        double height = pane.getViewportBounds().getHeight();
        double hidden = all.getHeight() - height;
        if (hidden <= 0) {
            return;
        }
        double top = pane.getVvalue() * hidden;
        double margin = Math.min(height / 6, 40);
        if (at.getMinY() - margin < top) {
            pane.setVvalue(Math.max(0, (at.getMinY() - margin) / hidden));
        } else if (at.getMaxY() + margin > top + height) {
            pane.setVvalue(Math.min(1, (at.getMaxY() + margin - height) / hidden));
        }
    }
}
