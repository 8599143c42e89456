package org.offhook.ui.call;

import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LineView;

/** A line that waits beside the call on the card: its shape, whom it is with, since when it waits, and the button that takes it back. */
final class LineRow extends HBox {
    private final WindowContext context;
    private final StateGlyph glyph = new StateGlyph("glyph-row");
    private final Label who = Parts.label("", "oh-line-name");
    private final Label state = Parts.label("", "oh-caption", "oh-digits");
    private final Button take;
    private final Icon takeIcon = new Icon(IconName.SWAP);
    private @Nullable LineView shown;

    LineRow(WindowContext context) {
        this.context = context;
        getStyleClass().addAll("oh-card", "oh-line");
        setAlignment(Pos.CENTER_LEFT);
        var lines = new VBox(who, state);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        take = Parts.button("", "oh-line-take");
        take.setGraphic(takeIcon);
        take.setOnAction(event -> pressed());
        getChildren().addAll(glyph, lines, take);
    }

    void show(LineView view) {
        shown = view;
        glyph.show(view.mark(), context.words().of("mark.", view.mark()));
        who.setText(view.who());
        who.setNodeOrientation(view.number() ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.INHERIT);
        state.setText(view.state());
        take.setText(context.words().of("line.", view.action()));
        take.setAccessibleText(context.words().of("line." + view.action() + ".name", view.who()));
        takeIcon.show(
                switch (view.action()) {
                    case SWAP -> IconName.SWAP;
                    case RESUME -> IconName.PLAY;
                    case DROP -> IconName.CALL_END;
                });
        Parts.pseudo(take, "drops", view.action() == LineView.Action.DROP);
        take.setDisable(!view.usable());
    }

    private void pressed() {
        LineView line = shown;
        if (line != null) {
            context.door()
                    .ask(
                            switch (line.action()) {
                                case SWAP, RESUME -> new PhoneCommand.HoldCall(line.call(), false); // holds the other
                                case DROP -> new PhoneCommand.HangUpCall(line.call());
                            });
        }
    }
}
