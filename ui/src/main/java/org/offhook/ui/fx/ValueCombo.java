package org.offhook.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ComboBoxListViewSkin;

/** A choice that is as wide as what is chosen, and not as its longest line: what stands beside it has the room. */
public final class ValueCombo<T> extends ComboBox<T> {
    @Override
    protected Skin<?> createDefaultSkin() {
        return new ValueSkin<>(this);
    }

    private static final class ValueSkin<T> extends ComboBoxListViewSkin<T> {
        ValueSkin(ComboBox<T> combo) {
            super(combo);
        }

        @Override
        protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
            Node value = getDisplayNode();
            Node arrow = getSkinnable().lookup(".arrow-button");
            // Each snapped as it is laid out: a fraction of a pixel less, and the word is dots.
            return left + right + snapSizeX(value.prefWidth(-1)) + (arrow == null ? 0 : snapSizeX(arrow.prefWidth(-1)));
        }

        @Override
        protected double computeMinWidth(double height, double top, double right, double bottom, double left) {
            return computePrefWidth(height, top, right, bottom, left);
        }
    }
}
