package org.offhook.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StateMark;

/** The state's shape with its mark in it. Shape, size and colour are the stylesheet's. */
public final class StateGlyph extends StackPane {
    private @Nullable StateMark shown;
    private @Nullable Icon icon;

    /** @param sizeClass style class that says how large: {@code glyph-bar}, {@code glyph-mini}, {@code glyph-row} */
    public StateGlyph(String sizeClass) {
        getStyleClass().addAll("oh-glyph", sizeClass);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** @param word what the shape means, for those who do not see it */
    public void show(StateMark mark, String word) {
        setAccessibleText(word);
        if (mark == shown) {
            return;
        }
        if (shown != null) {
            getStyleClass().remove(shown.styleClass());
        }
        shown = mark;
        getStyleClass().add(mark.styleClass());
        IconName name = mark.icon().orElse(null);
        if (name == null) {
            getChildren().clear();
            icon = null;
        } else if (icon == null) {
            Icon fresh = new Icon(name, "oh-glyph-icon");
            icon = fresh;
            getChildren().setAll(fresh);
        } else {
            icon.show(name);
        }
    }
}
