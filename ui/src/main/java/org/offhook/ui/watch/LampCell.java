package org.offhook.ui.watch;

import java.util.function.Consumer;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LampRow;
import org.offhook.ui.model.LampRow.Action;
import org.offhook.ui.text.Words;

/** One lamp: shape and colour, whose it is, its word, and its button. */
final class LampCell extends HBox {
    private final Words words;
    private final StateGlyph glyph = new StateGlyph("glyph-row");
    private final Label who = Parts.label("", "oh-line-name");
    private final Label state = Parts.paragraph("", "oh-caption");
    private final Icon icon = new Icon(IconName.CALL);
    private final Button button;
    private @Nullable LampRow shown;

    LampCell(Words words, Consumer<LampRow> pressed) {
        this.words = words;
        getStyleClass().addAll("oh-card", "oh-line", "oh-lamp");
        setAlignment(Pos.CENTER_LEFT);
        var lines = new VBox(who, state);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        button = Parts.button("", "oh-quiet");
        button.setGraphic(icon);
        button.setOnAction(event -> {
            LampRow row = shown;
            if (row != null) {
                pressed.accept(row);
            }
        });
        getChildren().addAll(glyph, lines, button);
    }

    Button button() {
        return button;
    }

    void show(LampRow row) {
        if (row.equals(shown)) {
            return;
        }
        shown = row;
        glyph.show(row.mark(), row.state());
        who.setText(row.who());
        who.setNodeOrientation(row.plain() ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.INHERIT);
        state.setText(row.state());
        Parts.present(button, row.action() != Action.NOTHING);
        if (row.action() != Action.NOTHING) {
            button.setText(words.of("lamp.action.", row.action()));
            button.setAccessibleText(words.of("row.two", button.getText(), row.who()));
            icon.show(row.action() == Action.CALL ? IconName.CALL : IconName.CALL_RECEIVED);
        }
    }
}
