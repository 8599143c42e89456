package org.offhook.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StatusView;
import org.offhook.ui.text.Words;

/** Registration in mark and word, extension, agent; at its end mini mode and settings. */
final class StatusLine extends HBox {
    private final Icon mark = new Icon(IconName.OFF, "oh-status-icon");
    private final Label text = Parts.label("", "oh-status-text");
    private final Button settings;

    StatusLine(Words words, Runnable mini, Runnable openSettings) {
        getStyleClass().add("oh-status");
        setAlignment(Pos.CENTER_LEFT);
        Button small = Parts.iconButton(IconName.MINI, words.of("status.mini"), "oh-status-button");
        small.setId("mini-mode");
        small.setOnAction(event -> mini.run());
        settings = Parts.iconButton(IconName.SETTINGS, words.of("status.settings"), "oh-status-button");
        settings.setId("open-settings");
        settings.setOnAction(event -> openSettings.run());
        text.setMinWidth(0);
        getChildren().addAll(mark, text, Parts.slack(), small, settings);
    }

    /** @param said something that just happened and stands here for some seconds; empty shows the registration */
    void show(StatusView view, String said) {
        mark.show(said.isEmpty() ? view.mark() : IconName.INFO);
        text.setText(said.isEmpty() ? view.text() : said);
        Parts.pseudo(this, "good", view.good() && said.isEmpty());
        Parts.pseudo(this, "trouble", view.trouble() && said.isEmpty());
    }
}
