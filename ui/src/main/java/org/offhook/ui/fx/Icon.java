package org.offhook.ui.fx;

import javafx.geometry.NodeOrientation;
import javafx.scene.text.Text;
import org.offhook.ui.model.IconName;

/** An icon: one character of the icon font. Its size and colour come from the stylesheet; it is never focused and says nothing. */
public final class Icon extends Text {
    private IconName name;

    public Icon(IconName name, String... styleClasses) {
        this.name = name;
        getStyleClass().add("oh-icon");
        getStyleClass().addAll(styleClasses);
        setText(name.character());
        mirror();
        effectiveNodeOrientationProperty().addListener(change -> mirror());
    }

    public IconName name() {
        return name;
    }

    public void show(IconName shown) {
        if (shown != name) {
            name = shown;
            setText(shown.character());
            mirror();
        }
    }

    private void mirror() {
        boolean rightToLeft = getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
        setScaleX(rightToLeft && name.directional() ? -1 : 1);
    }
}
