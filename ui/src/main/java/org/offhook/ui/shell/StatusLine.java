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
    private final Button offer = Parts.button("", "oh-link", "oh-status-offer");

    StatusLine(Words words, Runnable mini, Runnable openSettings) {
        getStyleClass().add("oh-status");
        setAlignment(Pos.CENTER_LEFT);
        Button small = Parts.iconButton(IconName.MINI, words.of("status.mini"), "oh-status-button");
        small.setId("mini-mode");
        small.setOnAction(event -> mini.run());
        Button settings = Parts.iconButton(IconName.SETTINGS, words.of("status.settings"), "oh-status-button");
        settings.setId("open-settings");
        settings.setOnAction(event -> openSettings.run());
        offer.setId("status-offer");
        Parts.present(offer, false);
        text.setMinWidth(0);
        getChildren().addAll(mark, text, offer, Parts.slack(), small, settings);
    }

    /** What the button beside the text does from now on. */
    void offer(String action, Runnable taken) {
        offer.setText(action);
        offer.setAccessibleText(action);
        offer.setOnAction(event -> taken.run());
    }

    /**
     * @param said something that just happened and stands here for some seconds; empty shows the registration
     * @param offering whether the button stands beside it
     */
    void show(StatusView view, String said, boolean offering) {
        Parts.present(offer, offering);
        mark.show(said.isEmpty() ? view.mark() : IconName.INFO);
        text.setText(said.isEmpty() ? view.text() : said);
        Parts.pseudo(this, "good", view.good() && said.isEmpty());
        Parts.pseudo(this, "trouble", view.trouble() && said.isEmpty());
    }
}
