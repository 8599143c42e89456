package org.offhook.ui.fx;

import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/**
 * Text that is shown whole and can be selected: where it is wider than its place it goes on in the next line, though it has no spaces. It
 * looks like a label.
 */
public final class WholeText extends TextArea {
    /** What the text area keeps for its caret. */
    private static final double CARET = 2;

    private final Text measured = new Text();

    public WholeText(String text, String styleClass) {
        super(text);
        setEditable(false);
        setWrapText(true);
        getStyleClass().setAll("oh-copyable", "oh-whole", styleClass);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double sides = snappedLeftInset() + snappedRightInset() + 2 * CARET;
        measured.setFont(getFont());
        measured.setText(getText());
        measured.setWrappingWidth(Math.max(0, (width < 0 ? getWidth() : width) - sides));
        double high = measured.getLayoutBounds().getHeight() + 2 * CARET;
        return snapSizeY(high + snappedTopInset() + snappedBottomInset());
    }
}
