package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.list.CustomField;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** The custom form of a list: a row for each field, in order. */
final class ListFormEditor {
    private final Words words;
    private final VBox rows = new VBox();
    private final List<FieldRow> all = new ArrayList<>();
    private final FormField part;

    ListFormEditor(Words words, FormFields fields, List<CustomField> form) {
        this.words = words;
        rows.getStyleClass().add("oh-admin-fields");
        part = new FormField(words.of("admin.list.form"), rows, words.of("admin.list.form.help")).compact();
        Button add = Parts.button(words.of("admin.list.form.add"), "oh-quiet");
        add.setId("admin-list-form-add");
        add.setOnAction(event -> {
            FieldRow row = new FieldRow("", "", Integer.toString(EntryRules.USUAL_FIELD));
            row.name.requestFocus();
        });
        fields.put(
                part,
                part,
                EntryFault.FIELD_NAME,
                EntryFault.FIELD_LABEL,
                EntryFault.FIELD_LONGEST,
                EntryFault.FIELD_TWICE);
        fields.getChildren().add(add);
        form.forEach(field -> new FieldRow(field.name(), field.label(), Integer.toString(field.longest())));
    }

    /** Name, label and length of one field, with its place in the order. */
    private final class FieldRow {
        private final TextField name;
        private final TextField label;
        private final TextField longest;
        private final VBox node;

        FieldRow(String nameText, String labelText, String longestText) {
            name = Parts.leftToRight(field("admin.list.field.name", nameText));
            label = field("admin.list.field.label", labelText);
            longest = Parts.leftToRight(field("admin.list.field.longest", longestText));
            longest.getStyleClass().add("oh-admin-longest");
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox.setHgrow(label, Priority.ALWAYS);
            Button up = Parts.iconButton(IconName.EXPAND, words.of("admin.list.field.up"), "oh-admin-up");
            up.setOnAction(event -> move());
            Button remove = Parts.iconButton(IconName.CLOSE, words.of("admin.list.field.remove"));
            remove.setOnAction(event -> {
                all.remove(this);
                rows.getChildren().remove(node());
                part.showError("");
            });
            var top = new HBox(name, up, remove);
            var bottom = new HBox(label, longest);
            top.setAlignment(Pos.CENTER_LEFT);
            top.getStyleClass().add("oh-admin-field-row");
            bottom.getStyleClass().add("oh-admin-field-row");
            node = new VBox(top, bottom);
            node.getStyleClass().addAll("oh-card", "oh-admin-card");
            all.add(this);
            rows.getChildren().add(node);
        }

        private VBox node() {
            return node;
        }

        private TextField field(String key, String text) {
            var field = new TextField(text);
            field.getStyleClass().add("oh-field");
            field.setPromptText(words.of(key));
            field.setAccessibleText(words.of(key));
            field.textProperty().addListener((property, before, now) -> part.showError(""));
            return field;
        }

        private void move() {
            int at = all.indexOf(this);
            if (at > 0) {
                all.remove(at);
                all.add(at - 1, this);
                rows.getChildren().setAll(all.stream().map(FieldRow::node).toList());
            }
        }
    }

    /** The fields; empty after saying what is no number. */
    Optional<List<CustomField>> entered() {
        var fields = new ArrayList<CustomField>();
        for (FieldRow row : all) {
            String longest = row.longest.getText().strip();
            if (!longest.matches("\\d{1,6}")) {
                part.showError(words.of("admin.fault.", EntryFault.FIELD_LONGEST));
                return Optional.empty();
            }
            String name = row.name.getText().strip();
            String label = row.label.getText().strip();
            fields.add(new CustomField(name, label.isEmpty() ? name : label, Integer.parseInt(longest)));
        }
        return Optional.of(fields);
    }
}
