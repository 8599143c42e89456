package org.offhook.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.offhook.ui.model.IconName;

/** A label, its control, and below it room for one line that says what is wrong with the entry. */
public final class FormField extends VBox {
    private final Label error = Parts.label("", "oh-error-text", "oh-field-error");
    private final Node control;
    private final String plainHelp;
    private boolean reserves = true;

    /** @param help what a screen reader adds; replaced by the error while there is one */
    public FormField(String label, Node control, String help) {
        this.control = control;
        this.plainHelp = help;
        getStyleClass().add("oh-form-field");
        Label caption = Parts.label(label, "oh-label");
        caption.setLabelFor(control);
        error.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        error.setWrapText(true);
        error.setMinHeight(USE_PREF_SIZE);
        error.setVisible(false);
        error.setText(" ");
        getChildren().addAll(caption, control, error);
        control.setAccessibleText(label);
        control.setAccessibleHelp(help);
    }

    /** Keeps no room for an error: it is rare here and the fields stand close. */
    public FormField compact() {
        reserves = false;
        error.setManaged(error.isVisible());
        return this;
    }

    /** @param sentence what is wrong, or empty when nothing is */
    public void showError(String sentence) {
        error.setText(sentence.isEmpty() ? " " : sentence);
        error.setVisible(!sentence.isEmpty());
        error.setManaged(reserves || !sentence.isEmpty());
        Parts.pseudo(control, "wrong", !sentence.isEmpty());
        control.setAccessibleHelp(sentence.isEmpty() ? plainHelp : sentence);
    }

    public String error() {
        return error.isVisible() ? error.getText() : "";
    }
}
