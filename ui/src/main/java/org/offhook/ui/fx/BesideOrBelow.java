package org.offhook.ui.fx;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/**
 * A field with a button after it: at its end, on the line of its control, as long as the window leaves the field enough room; else below it.
 */
public final class BesideOrBelow extends Region {
    /** Narrower than this the two stand below each other: a little more than the inside of a window of 320 px, in em. */
    private static final double LEAST_EM = 22.8;

    private static final double GAP_EM = 8 / 13.0;

    private final Region field;
    private final Button button;

    public BesideOrBelow(Region field, Button button) {
        this.field = field;
        this.button = button;
        getStyleClass().add("oh-beside");
        getChildren().addAll(field, button);
    }

    /** The button's text has the size of the window's. */
    private double em(double ems) {
        return ems * button.getFont().getSize();
    }

    private boolean below(double width) {
        return width >= 0 && width < em(LEAST_EM);
    }

    private double gap() {
        return snapSpaceX(em(GAP_EM));
    }

    private double besideWidth(double width) {
        return width < 0 ? -1 : Math.max(0, width - gap() - button.prefWidth(-1));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.max(field.minWidth(-1), button.minWidth(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return field.prefWidth(-1) + gap() + button.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double second = button.prefHeight(-1);
        return below(width)
                ? field.prefHeight(width) + gap() + second
                : Math.max(field.prefHeight(besideWidth(width)), second);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double own = button.prefWidth(-1);
        if (below(width)) {
            double above = field.prefHeight(width);
            layoutInArea(field, 0, 0, width, above, 0, HPos.LEFT, VPos.TOP);
            layoutInArea(button, 0, above + gap(), own, height - above - gap(), 0, HPos.LEFT, VPos.TOP);
        } else {
            double left = besideWidth(width);
            layoutInArea(field, 0, 0, left, height, 0, HPos.LEFT, VPos.BOTTOM);
            layoutInArea(button, left + gap(), 0, own, height, 0, HPos.LEFT, VPos.BOTTOM);
        }
    }
}
