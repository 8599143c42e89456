package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SecretField;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** The fields of a form in order. Each knows which faults and refusals are about it; they are said there. */
final class FormFields extends VBox {
    private final Words words;
    private final Runnable enter;
    private final Map<EntryFault, FormField> byFault = new EnumMap<>(EntryFault.class);
    private final Map<Reason, FormField> byReason = new EnumMap<>(Reason.class);
    private final Map<FormField, Node> controls = new LinkedHashMap<>();
    private final Map<Node, FormField> fieldOf = new HashMap<>();
    private @Nullable Node first;

    /** @param enter Enter was pressed in a field */
    FormFields(Words words, Runnable enter) {
        this.words = words;
        this.enter = enter;
        getStyleClass().add("oh-form-page");
    }

    /** A line of text. */
    TextField text(String key, String value, EntryFault... faults) {
        var field = new TextField(value);
        field.getStyleClass().add("oh-field");
        field.setPromptText(hint(key));
        field.setOnAction(event -> enter.run());
        put(key, field, faults);
        field.textProperty().addListener((property, before, now) -> clear(field));
        return field;
    }

    /** A line of text that stays left to right: numbers, ids, addresses. */
    TextField code(String key, String value, EntryFault... faults) {
        return Parts.leftToRight(text(key, value, faults));
    }

    /** The id of an entry: it can be chosen once. */
    TextField id(String key, Optional<String> given, EntryFault fault) {
        TextField field = code(key, given.orElse(""), fault);
        refusedAt(field, Reason.TAKEN);
        field.setEditable(given.isEmpty());
        field.setDisable(given.isPresent());
        return field;
    }

    SecretField secret(String key, EntryFault... faults) {
        var field = new SecretField(words, words.of(key), enter);
        put(key, field, faults);
        field.setPrompt(hint(key));
        if (first == null) {
            first = field.field();
        }
        return field;
    }

    /** One of several. */
    ComboBox<Choice> choice(String key, List<Choice> choices, String value, EntryFault... faults) {
        var combo = new ComboBox<Choice>();
        combo.getStyleClass().add("oh-combo");
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.getItems().setAll(choices);
        Optional<Choice> chosen =
                choices.stream().filter(one -> one.value().equals(value)).findFirst();
        if (chosen.isEmpty() && !value.isEmpty()) {
            chosen = Optional.of(new Choice(value, value)); // it is kept until somebody chooses another
            combo.getItems().add(chosen.get());
        }
        chosen.ifPresent(combo::setValue);
        put(key, combo, faults);
        combo.valueProperty().addListener((property, before, now) -> clear(combo));
        return combo;
    }

    static String value(ComboBox<Choice> combo) {
        Choice chosen = combo.getValue();
        return chosen == null ? "" : chosen.value();
    }

    /** On or off; counts when the form is saved. */
    Switch toggle(String key, boolean on) {
        var toggle = new Switch(words.of(key), hint(key));
        toggle.getStyleClass().add("oh-card");
        toggle.setId(id(key));
        toggle.setSelected(on);
        toggle.setOnAsked(() -> toggle.setSelected(!toggle.isSelected()));
        getChildren().add(toggle);
        return toggle;
    }

    /** Several of several. */
    Map<String, CheckBox> checks(String key, List<Choice> choices, Set<String> chosen) {
        var boxes = new LinkedHashMap<String, CheckBox>();
        var card = new VBox();
        card.getStyleClass().addAll("oh-card", "oh-admin-checks");
        for (Choice choice : choices) {
            var box = new CheckBox(choice.text());
            box.getStyleClass().add("oh-check");
            box.setWrapText(true);
            box.setMaxWidth(Double.MAX_VALUE);
            box.setId(id(key) + "-" + choice.value().toLowerCase(java.util.Locale.ROOT));
            box.setAccessibleText(words.of("row.two", words.of(key), choice.text()));
            box.setSelected(chosen.contains(choice.value()));
            boxes.put(choice.value(), box);
            card.getChildren().add(box);
        }
        Label caption = Parts.label(words.of(key), "oh-label");
        var part = new VBox(caption);
        String hint = hint(key);
        if (!hint.isEmpty()) {
            part.getChildren().add(Parts.paragraph(hint, "oh-caption"));
        }
        if (!choices.isEmpty()) {
            part.getChildren().add(card);
        }
        part.getStyleClass().add("oh-form-field");
        getChildren().add(part);
        return boxes;
    }

    static Set<String> chosen(Map<String, CheckBox> boxes) {
        var chosen = new TreeSet<String>();
        boxes.forEach((value, box) -> {
            if (box.isSelected()) {
                chosen.add(value);
            }
        });
        return chosen;
    }

    void section(String key) {
        getChildren().add(Parts.label(words.of(key), "oh-section"));
    }

    /** A sentence between the fields. */
    void note(String text) {
        Label note = Parts.paragraph(text, "oh-caption");
        note.setGraphic(new Icon(IconName.INFO, "oh-caption-icon"));
        getChildren().add(note);
    }

    /** Anything else that belongs there. */
    void put(Node node, FormField error, EntryFault... faults) {
        getChildren().add(node);
        for (EntryFault fault : faults) {
            byFault.put(fault, error);
        }
        controls.put(error, node);
    }

    private void put(String key, Node control, EntryFault... faults) {
        control.setId(id(key));
        var field = new FormField(words.of(key), control, hint(key)).compact();
        getChildren().add(field);
        controls.put(field, control);
        fieldOf.put(control, field);
        for (EntryFault fault : faults) {
            byFault.put(fault, field);
        }
        if (first == null && !(control instanceof SecretField)) {
            first = control;
        }
    }

    /** Whether a control is there, with its label; a part of a form that is not needed goes as a whole. */
    void present(Node control, boolean present) {
        FormField field = fieldOf.get(control);
        Parts.present(field == null ? control : field, present);
    }

    /** From now on a refusal for this reason is said at {@code control}. */
    void refusedAt(Node control, Reason... reasons) {
        FormField field = fieldOf.get(control);
        for (Reason reason : reasons) {
            if (field != null) {
                byReason.put(reason, field);
            }
        }
    }

    void error(Node control, EntryFault fault) {
        errorAt(control, words.of("admin.fault.", fault));
    }

    /** Says {@code sentence} at a control and goes there. */
    void errorAt(Node control, String sentence) {
        FormField field = fieldOf.get(control);
        if (field != null) {
            field.showError(sentence);
            focusFirstError();
        }
    }

    /** A whole number; empty after saying {@code fault} at the field. */
    Optional<Long> number(TextField field, EntryFault fault) {
        String text = field.getText().strip();
        if (!text.matches("\\d{1,15}")) {
            error(field, fault);
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }

    private void clear(Node control) {
        FormField field = fieldOf.get(control);
        if (field != null) {
            field.showError("");
        }
    }

    void clearErrors() {
        controls.keySet().forEach(field -> field.showError(""));
    }

    /** Says faults at their fields and goes to the first of them; answers those that belong to none. */
    List<EntryFault> show(List<EntryFault> faults) {
        var homeless = new ArrayList<EntryFault>();
        for (EntryFault fault : faults) {
            FormField field = byFault.get(fault);
            if (field == null) {
                homeless.add(fault);
            } else if (field.error().isEmpty()) {
                field.showError(words.of("admin.fault.", fault));
            }
        }
        focusFirstError();
        return homeless;
    }

    /** Says a refusal at the field it is about; false when it is about none. */
    boolean show(ChangeRefused refused) {
        FormField field = refused.fault().map(byFault::get).orElseGet(() -> byReason.get(refused.reason()));
        if (field == null) {
            return false;
        }
        field.showError(Troubles.atField(refused, words));
        focusFirstError();
        return true;
    }

    /** What stands in all controls, to be compared with what stands there later. */
    List<Object> state() {
        var state = new ArrayList<Object>();
        collect(this, state);
        return List.copyOf(state);
    }

    private static void collect(Parent parent, List<Object> state) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            switch (node) {
                case TextInputControl text -> state.add(Objects.requireNonNullElse(text.getText(), ""));
                case ComboBox<?> combo -> state.add(Optional.ofNullable(combo.getValue()));
                case CheckBox box -> state.add(box.isSelected());
                case Switch toggle -> state.add(toggle.isSelected());
                case Parent inner -> collect(inner, state);
                default -> {}
            }
        }
    }

    void focusFirstError() {
        controls.entrySet().stream()
                .filter(entry -> !entry.getKey().error().isEmpty())
                .findFirst()
                .ifPresent(entry -> focus(entry.getValue()));
    }

    private static void focus(Node control) {
        if (control instanceof SecretField secret) {
            secret.field().requestFocus();
        } else {
            control.requestFocus();
        }
    }

    /** The first that can be typed into. */
    @Nullable
    Node first() {
        return controls.values().stream()
                .filter(node -> !node.isDisabled() && node.isFocusTraversable())
                .findFirst()
                .orElse(first);
    }

    private String hint(String key) {
        return words.ofKnown("admin.hint.", key.substring(key.indexOf('.') + 1), "");
    }

    static String id(String key) {
        return key.replace('.', '-').toLowerCase(java.util.Locale.ROOT);
    }
}
