package org.offhook.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.offhook.ui.model.IconName;

/** A field that is searched by: the magnifier at its start says so, the text begins behind it. */
public final class SearchField extends StackPane {
    private final TextField field = new TextField();

    /** @param prompt what can be searched for; also what the field is called */
    public SearchField(String prompt) {
        getStyleClass().add("oh-search");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        field.getStyleClass().add("oh-field");
        field.setMinWidth(0);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        var magnifier = new Icon(IconName.SEARCH, "oh-search-icon");
        magnifier.setMouseTransparent(true);
        getChildren().addAll(field, magnifier);
    }

    public TextField field() {
        return field;
    }
}
