package org.offhook.ui.call;

import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Sections;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.model.TargetRow;
import org.offhook.ui.text.Words;

/** Name over number; of a colleague with the shape of the state, the extension beside the name and the word below. */
final class TargetCell extends ListCell<TargetRow> {
    private final Words words;
    private final Sections<TargetRow> sections;
    private final StateGlyph glyph = new StateGlyph("glyph-row");
    private final Label who = Parts.label("", "oh-row-name");
    private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
    private final Label state = Parts.label("", "oh-caption");
    private final Label heading = Parts.label("", "oh-section");
    private final HBox row;

    TargetCell(Words words, Sections<TargetRow> sections) {
        this.words = words;
        this.sections = sections;
        getStyleClass().add("oh-row");
        setPrefWidth(0); // as wide as the list, whatever stands in it
        var lines = new VBox(who, number, state);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        row = Parts.row("oh-row-content", glyph, lines);
    }

    @Override
    protected void updateItem(@Nullable TargetRow target, boolean isEmpty) {
        super.updateItem(target, isEmpty);
        boolean headed = target != null && !isEmpty && target.heading();
        Parts.pseudo(this, "heading", headed);
        sections.mark(this);
        setDisable(headed); // the pointer selects nobody there
        if (target == null || isEmpty) {
            setGraphic(null);
            setAccessibleText("");
        } else if (headed) {
            heading.setText(target.who());
            setAccessibleText(target.who());
            setGraphic(heading);
        } else {
            show(target);
            setGraphic(row);
        }
    }

    private void show(TargetRow target) {
        String extension = target.number();
        boolean plain = extension.isEmpty() && !target.typed();
        boolean colleague = target.state().isPresent();
        who.setText(colleague && !plain ? words.of("state.second.join", target.who(), extension) : target.who());
        who.setNodeOrientation(plain ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.INHERIT);
        number.setText(extension);
        Parts.present(number, !extension.isEmpty() && !colleague);
        Parts.present(glyph, colleague);
        Parts.present(state, colleague);
        target.state().ifPresent(now -> {
            glyph.show(now.mark(), now.word());
            state.setText(now.word());
        });
        String named = extension.isEmpty() ? target.who() : words.of("row.two", target.who(), extension);
        setAccessibleText(target.state()
                .map(now -> words.of("row.two", named, now.word()))
                .orElse(named));
    }
}
