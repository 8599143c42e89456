package org.offhook.ui.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.FurtherAccounts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StatusView;
import org.offhook.ui.text.Words;

/** Registration in mark and word, extension, agent; at its end mini mode and settings. */
final class StatusLine extends HBox {
    private final Icon mark = new Icon(IconName.OFF, "oh-status-icon");
    private final Label text = Parts.label("", "oh-status-text");
    private final Icon furtherMark = new Icon(IconName.OFF);
    private final Button further = Parts.button("", "oh-link", "oh-status-further");
    private final Button offer = Parts.button("", "oh-link", "oh-status-offer");
    private final Text measured = new Text();
    private String whole = "";
    private String brief = "";

    /** @param openAccounts shows all accounts, one by one */
    StatusLine(Words words, Runnable mini, Runnable openSettings, Runnable openAccounts) {
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
        further.setId("status-further");
        further.setGraphic(furtherMark);
        further.setOnAction(event -> openAccounts.run());
        Parts.tip(further, further::getAccessibleText);
        Parts.present(further, false);
        text.setMinWidth(0);
        Parts.tip(text, () -> text.isTextTruncated() || !text.getText().equals(whole) ? whole : "");
        getChildren().addAll(mark, text, further, offer, Parts.slack(), small, settings);
    }

    /** What the button beside the text does from now on. */
    void offer(String action, Runnable taken) {
        offer.setText(action);
        offer.setAccessibleText(action);
        offer.setOnAction(event -> taken.run());
    }

    /**
     * @param accounts those beside the main one
     * @param said something that just happened and stands here for some seconds; empty shows the registration
     * @param offering whether the button stands beside it
     */
    void show(StatusView view, Optional<FurtherAccounts> accounts, String said, boolean offering) {
        Parts.present(further, accounts.isPresent() && said.isEmpty());
        accounts.ifPresent(this::show);
        Parts.present(offer, offering);
        mark.show(said.isEmpty() ? view.mark() : IconName.INFO);
        whole = said.isEmpty() ? view.text() : said;
        brief = said.isEmpty() ? view.brief() : said;
        fit();
        Parts.pseudo(this, "good", view.good() && said.isEmpty());
        Parts.pseudo(this, "trouble", view.trouble() && said.isEmpty());
    }

    /** The agent's name stands there whole or not at all; a tip has it then. */
    @Override
    protected void layoutChildren() {
        fit();
        super.layoutChildren();
    }

    private void fit() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset() + getSpacing();
        for (Node child : getManagedChildren()) {
            room -= getSpacing() + (child.equals(text) ? 0 : child.prefWidth(-1));
        }
        measured.setFont(text.getFont());
        measured.setText(whole);
        boolean fits = getWidth() <= 0 || Math.ceil(measured.getLayoutBounds().getWidth()) <= room;
        text.setText(fits ? whole : brief);
        text.setAccessibleText(whole);
    }

    private void show(FurtherAccounts accounts) {
        furtherMark.show(accounts.mark());
        further.setText(accounts.text());
        further.setAccessibleText(accounts.detail());
        Parts.pseudo(further, "good", accounts.good());
        Parts.pseudo(further, "trouble", accounts.trouble());
    }
}
