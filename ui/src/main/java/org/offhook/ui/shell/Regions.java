package org.offhook.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** F6 and Shift+F6: from region to region, so that a keyboard reaches each in a few presses. */
final class Regions {
    private Regions() {}

    /** Gives the focus to the first control of the next region that has one. */
    static void go(Scene scene, List<Node> regions, boolean forward) {
        Node focused = scene.getFocusOwner();
        int at = -1;
        for (int i = 0; i < regions.size(); i++) {
            if (focused != null && Column.isInside(focused, regions.get(i))) {
                at = i;
            }
        }
        for (int step = 1; step <= regions.size(); step++) {
            int next = Math.floorMod(forward ? at + step : (at < 0 ? 0 : at) - step, regions.size());
            Optional<Node> control = firstControl(regions.get(next));
            if (control.isPresent()) {
                control.get().requestFocus();
                return;
            }
        }
    }

    /** The first that can have the focus, in reading order. */
    static Optional<Node> firstControl(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Optional<Node> found = firstControl(child);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
