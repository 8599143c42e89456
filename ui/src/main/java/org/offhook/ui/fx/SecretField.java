package org.offhook.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** A password with a button that shows it. Hidden and shown text are one; never both are on screen. */
public final class SecretField extends StackPane {
    private final PasswordField hidden = new PasswordField();
    private final TextField shown = new TextField();
    private final Icon eye = new Icon(IconName.SHOW);
    private final Button button;
    private final Words words;

    public SecretField(Words words, String name, Runnable enter) {
        this.words = words;
        getStyleClass().add("oh-secret");
        setAlignment(Pos.CENTER_RIGHT);
        for (TextField field : new TextField[] {hidden, shown}) {
            field.getStyleClass().add("oh-field");
            field.setAccessibleText(name);
            field.setOnAction(event -> enter.run());
        }
        shown.textProperty().bindBidirectional(hidden.textProperty());
        Parts.present(shown, false);
        button = Parts.iconButton(IconName.SHOW, words.of("setup.password.show"), "oh-secret-eye");
        button.setGraphic(eye);
        button.setOnAction(event -> toggle());
        getChildren().addAll(hidden, shown, button);
        accessibleHelpProperty().addListener((property, before, now) -> {
            hidden.setAccessibleHelp(now);
            shown.setAccessibleHelp(now);
        });
    }

    private void toggle() {
        boolean show = hidden.isVisible();
        Parts.present(hidden, !show);
        Parts.present(shown, show);
        eye.show(show ? IconName.HIDE : IconName.SHOW);
        button.setAccessibleText(words.of(show ? "setup.password.hide" : "setup.password.show"));
        TextField now = show ? shown : hidden;
        now.requestFocus();
        now.end();
    }

    public String text() {
        return hidden.getText();
    }

    public void setText(String text) {
        hidden.setText(text);
    }

    public void setPrompt(String prompt) {
        hidden.setPromptText(prompt);
        shown.setPromptText(prompt);
    }

    /** The field that can be typed into now. */
    public TextField field() {
        return hidden.isVisible() ? hidden : shown;
    }
}
