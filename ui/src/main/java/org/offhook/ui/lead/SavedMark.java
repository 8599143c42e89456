package org.offhook.ui.lead;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LeadEdits.Progress;
import org.offhook.ui.text.Words;

/** Says whether the store has what was typed; where it has not, a press tries again. Keeps its room while it says nothing. */
final class SavedMark extends StackPane {
    private final Words words;
    private final Icon icon = new Icon(IconName.SYNC, "oh-saved-icon");
    private final Label text = Parts.label("", "oh-saved");
    private final Button again;

    SavedMark(Words words, Runnable tryAgain) {
        this.words = words;
        getStyleClass().add("oh-saved-mark");
        setAlignment(Pos.CENTER_RIGHT);
        text.setGraphic(icon);
        again = Parts.button(IconName.ERROR, words.of("lead.failed"), "oh-link", "oh-not-saved");
        again.setId("lead-save-again");
        again.setOnAction(event -> tryAgain.run());
        getChildren().addAll(text, again);
        setMinWidth(USE_PREF_SIZE);
        show(Progress.NOTHING);
    }

    void show(Progress progress) {
        boolean failed = progress == Progress.FAILED;
        boolean says = progress == Progress.SAVING || progress == Progress.SAVED;
        Parts.present(again, failed);
        Parts.present(text, !failed);
        text.setVisible(says);
        Parts.pseudo(this, "saved", progress == Progress.SAVED);
        icon.show(progress == Progress.SAVED ? IconName.CHECK_CIRCLE : IconName.SYNC);
        text.setText(words.of(progress == Progress.SAVED ? "lead.saved" : "lead.saving"));
    }
}
