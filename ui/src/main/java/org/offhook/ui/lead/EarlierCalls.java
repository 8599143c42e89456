package org.offhook.ui.lead;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.LeadView.Earlier;
import org.offhook.ui.text.Words;

/** What was done with this lead before, newest first; in the wide form with who did it and how long it took. */
final class EarlierCalls extends VBox {
    private final Words words;
    private final Label title;
    private final VBox rows = new VBox();
    private List<Earlier> shown = List.of();
    private boolean shownWide;

    EarlierCalls(Words words) {
        this.words = words;
        getStyleClass().add("oh-earlier");
        title = Parts.label("", "oh-section");
        rows.getStyleClass().addAll("oh-card", "oh-earlier-rows");
        getChildren().addAll(title, rows);
    }

    void show(List<Earlier> calls, boolean wide) {
        Parts.present(this, !calls.isEmpty());
        if (calls.equals(shown) && wide == shownWide) {
            return;
        }
        shown = calls;
        shownWide = wide;
        title.setText(words.of(wide ? "lead.earlier.wide" : "lead.earlier"));
        Parts.pseudo(rows, "wide", wide);
        rows.getChildren().clear();
        for (Earlier call : calls) {
            rows.getChildren().add(row(call, wide));
        }
    }

    private HBox row(Earlier call, boolean wide) {
        Label result = Parts.label(call.result(), wide ? "oh-strong" : "oh-text");
        result.setMinWidth(0);
        Label when = Parts.label(call.when(), wide ? "oh-row-time" : "oh-caption", "oh-digits");
        when.setMinWidth(Region.USE_PREF_SIZE);
        var lines = new VBox(result);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var end = new VBox(when);
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(Region.USE_PREF_SIZE);
        if (wide) {
            if (!call.agent().isEmpty()) {
                lines.getChildren().add(Parts.label(call.agent(), "oh-caption"));
            }
            if (!call.length().isEmpty()) {
                end.getChildren().add(Parts.label(call.length(), "oh-caption", "oh-digits"));
            }
        }
        HBox row = Parts.row("oh-earlier-row", new Icon(call.mark(), "oh-row-mark"), lines, end);
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(words.of("lead.earlier.row", call.markWord(), call.result(), call.when(), call.agent()));
        return row;
    }
}
