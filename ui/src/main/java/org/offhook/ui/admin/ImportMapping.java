package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.transfer.ColumnMapping;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.text.Words;

/** Which column of a file is which field of a lead. */
final class ImportMapping extends VBox {
    private static final String NUMBER = "phone_number";

    private final Words words;
    private final Map<String, ComboBox<Choice>> combos = new LinkedHashMap<>();
    private final Map<String, FormField> parts = new LinkedHashMap<>();

    ImportMapping(Words words) {
        this.words = words;
        getStyleClass().add("oh-form-page");
    }

    /** A row for each column, with the field of its own name chosen where there is one. */
    void show(List<String> columns, LeadList list) {
        combos.clear();
        parts.clear();
        getChildren().setAll(Parts.paragraph(words.of("admin.import.columns"), "oh-text"));
        List<Choice> fields = fields(list);
        for (String column : columns) {
            if (combos.containsKey(column)) {
                continue; // told by the import: two columns of the same name
            }
            var combo = new ComboBox<Choice>();
            combo.getStyleClass().add("oh-combo");
            combo.setMaxWidth(Double.MAX_VALUE);
            combo.setId("admin-column-" + combos.size());
            combo.getItems().setAll(fields);
            String own = ColumnMapping.fieldOf(column, list);
            combo.setValue(fields.stream()
                    .filter(field -> field.value().equalsIgnoreCase(own))
                    .findFirst()
                    .orElse(fields.getFirst()));
            var part = new FormField(column.isBlank() ? words.of("admin.import.noName") : column, combo, "").compact();
            combo.valueProperty().addListener((property, before, now) -> part.showError(""));
            combos.put(column, combo);
            parts.put(column, part);
            getChildren().add(part);
        }
    }

    private List<Choice> fields(LeadList list) {
        var all = new ArrayList<Choice>();
        all.add(new Choice(ColumnMapping.NOTHING, words.of("admin.import.notKept")));
        for (String own : List.of(NUMBER, "phone_code", "rank", "status")) {
            all.add(new Choice(own, words.of("admin.two", words.of("admin.lead." + own), own)));
        }
        for (LeadField field : LeadField.values()) {
            all.add(new Choice(field.fieldName(), field.fieldName()));
        }
        for (CustomField field : list.form()) {
            String label = field.label();
            String text = label.equals(field.name()) ? label : words.of("admin.two", label, field.name());
            all.add(new Choice(field.name(), text));
        }
        return all;
    }

    void focusFirst() {
        combos.values().stream().findFirst().ifPresent(ComboBox::requestFocus);
    }

    /** Field by column; empty after saying what is missing or there twice. */
    Optional<Map<String, String>> entered() {
        var chosen = new LinkedHashMap<String, String>();
        Set<String> taken = new HashSet<>();
        boolean good = true;
        for (Map.Entry<String, ComboBox<Choice>> entry : combos.entrySet()) {
            String field = FormFields.value(entry.getValue());
            boolean twice = !field.equals(ColumnMapping.NOTHING) && !taken.add(field);
            if (twice) {
                fault(entry.getKey(), words.of("admin.import.error.twice"));
                good = false;
            }
            chosen.put(entry.getKey(), field);
        }
        if (!taken.contains(NUMBER) && !parts.isEmpty()) {
            fault(parts.keySet().iterator().next(), words.of("admin.import.error.number"));
            good = false;
        }
        return good ? Optional.of(chosen) : Optional.empty();
    }

    private void fault(String column, String sentence) {
        FormField part = parts.get(column);
        if (part != null) {
            part.showError(sentence);
        }
    }
}
