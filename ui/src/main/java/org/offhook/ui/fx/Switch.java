package org.offhook.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** An on/off switch with its label, one control over the whole row. What it shows is what is, set by the owner. */
public final class Switch extends ToggleButton {
    private final Label second;
    private Runnable asked = () -> {};
    private boolean locked;

    /** @param more a second line, or empty */
    public Switch(String text, String more) {
        getStyleClass().setAll("oh-switch");
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setAccessibleText(text);
        setMaxWidth(Double.MAX_VALUE);
        var lines = new VBox(Parts.label(text, "oh-switch-text"));
        second = Parts.paragraph(more, "oh-caption");
        lines.getChildren().add(second);
        setSecond(more);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var thumb = new Region();
        thumb.getStyleClass().add("oh-switch-thumb");
        thumb.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        var track = new StackPane(thumb);
        track.getStyleClass().add("oh-switch-track");
        track.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        track.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        var row = new HBox(lines, track);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("oh-switch-row");
        row.prefWidthProperty().bind(widthProperty().subtract(1));
        setGraphic(row);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    /** Runs when the agent wants it the other way; the owner then calls {@link #setSelected}. */
    public void setOnAsked(Runnable action) {
        asked = action;
    }

    /** What stands below the text, or nothing. */
    public void setSecond(String text) {
        second.setText(text);
        Parts.present(second, !text.isEmpty());
        setAccessibleHelp(text);
    }

    /** A locked switch shows what is and cannot be turned: somebody else has decided. */
    public void setLocked(boolean on) {
        locked = on;
        Parts.pseudo(this, "locked", on);
    }

    @Override
    public void fire() {
        if (!isDisabled() && !locked) {
            asked.run();
        }
    }
}
