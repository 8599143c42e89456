package org.offhook.ui.lead;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.LeadEdits;
import org.offhook.ui.model.LeadEdits.Progress;
import org.offhook.ui.model.LeadView;
import org.offhook.ui.model.LeadView.Field;
import org.offhook.ui.text.NumberText;

/**
 * The fields of a lead, edited where they stand: sent when the agent leaves a field, presses Enter in it or stops typing for a moment.
 * What was typed stays until the store has it.
 */
final class LeadFields extends VBox {
    /** How the fields stand. */
    enum Form {
        /** Label beside value. */
        ROWS,
        /** Label over value, where there is no room beside it. */
        STACKED,
        /** Two columns of boxes. */
        BOXES
    }

    private static final Duration TYPING_PAUSE = Duration.ofMillis(1200);
    private static final int LINES = 2;
    private static final Set<String> IN_HEAD = Set.of("phone_code", "phone_number", "first_name", "last_name");

    private final WindowContext context;
    private final Runnable progressed;
    private final Map<String, TextInputControl> controls = new HashMap<>();
    private LeadEdits edits = new LeadEdits();
    private @Nullable LeadView view;
    private List<Field> laidOut = List.of();
    private @Nullable Form form;
    private boolean showing;
    private Runnable cancelPause = () -> {};

    /** @param progressed runs when something was saved, or not */
    LeadFields(WindowContext context, Runnable progressed) {
        this.context = context;
        this.progressed = progressed;
        getStyleClass().add("oh-lead-fields");
    }

    /**
     * @param all whether those stand there too that are empty, or are in the head already
     */
    void show(LeadView lead, Form how, boolean all) {
        LeadView before = view;
        if (before != null && before.leadId() != lead.leadId()) {
            send(false); // to the lead it was typed for
            edits = new LeadEdits();
        }
        view = lead;
        var fields = new ArrayList<Field>(lead.fields().size());
        for (Field field : lead.fields()) {
            boolean known = worthSeeing(field) || edits.of(field.name()) != Progress.NOTHING;
            if (all || known || isFocused(field.name())) {
                fields.add(field);
            }
        }
        boolean other = before == null || before.leadId() != lead.leadId();
        if (other || form != how || !sameFields(fields, laidOut)) {
            form = how;
            laidOut = List.copyOf(fields);
            layOut(how);
        }
        showing = true;
        for (Field field : laidOut) {
            TextInputControl control = control(field);
            String text = edits.shown(field.name(), current(field.name()));
            if (!control.getText().equals(text)) {
                control.setText(text);
            }
            Parts.pseudo(control, "wrong", edits.of(field.name()) == Progress.FAILED);
        }
        showing = false;
        Parts.present(this, !laidOut.isEmpty());
    }

    /** Whether any field is seen only when all are. */
    static boolean anyHidden(LeadView lead) {
        return lead.fields().stream().anyMatch(field -> !worthSeeing(field));
    }

    /** Something stands in it that does not stand in the lead's head already. */
    private static boolean worthSeeing(Field field) {
        return !field.value().isBlank() && !IN_HEAD.contains(field.name());
    }

    private boolean isFocused(String field) {
        TextInputControl control = controls.get(field);
        return control != null && control.isFocused();
    }

    private static boolean sameFields(List<Field> some, List<Field> others) {
        return some.stream()
                .map(Field::name)
                .toList()
                .equals(others.stream().map(Field::name).toList());
    }

    private TextInputControl control(Field field) {
        return Objects.requireNonNull(controls.get(field.name()));
    }

    /** What the store has in {@code field}. */
    private String current(String field) {
        LeadView lead = view;
        return lead == null
                ? ""
                : lead.fields().stream()
                        .filter(known -> known.name().equals(field))
                        .map(Field::value)
                        .findFirst()
                        .orElse("");
    }

    private void layOut(Form how) {
        TextInputControl focused = controls.values().stream()
                .filter(TextInputControl::isFocused)
                .findFirst()
                .orElse(null);
        String focusedField = focused == null ? "" : focused.getId();
        controls.clear();
        getChildren().clear();
        Parts.pseudo(this, "boxes", how == Form.BOXES);
        getStyleClass().remove("oh-card");
        if (how == Form.BOXES) {
            getChildren().add(boxes());
        } else {
            getStyleClass().add("oh-card");
            for (Field field : laidOut) {
                getChildren().add(row(field, how));
            }
        }
        controls.values().stream()
                .filter(control -> control.getId().equals(focusedField))
                .findFirst()
                .ifPresent(TextInputControl::requestFocus);
    }

    private Region row(Field field, Form how) {
        Label label = Parts.label(field.label(), "oh-caption", "oh-lead-label");
        TextInputControl control = make(field, "oh-flat-field");
        label.setLabelFor(control);
        if (how == Form.STACKED) {
            var stack = new VBox(label, control);
            stack.getStyleClass().add("oh-lead-stack");
            return stack;
        }
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox row = Parts.row("oh-lead-row", label, control);
        if (field.large()) {
            row.setAlignment(Pos.TOP_LEFT);
            Parts.pseudo(label, "top", true);
        }
        return row;
    }

    private Region boxes() {
        var grid = new GridPane();
        grid.getStyleClass().add("oh-lead-grid");
        for (int column = 0; column < 2; column++) {
            var constraints = new ColumnConstraints();
            constraints.setPercentWidth(50);
            grid.getColumnConstraints().add(constraints);
        }
        int cell = 0;
        for (Field field : laidOut) {
            TextInputControl control = make(field, "oh-field");
            Label label = Parts.label(field.label(), "oh-label");
            label.setLabelFor(control);
            var box = new VBox(label, control);
            box.getStyleClass().add("oh-form-field");
            box.setMinWidth(0);
            if (field.large()) {
                cell += cell % 2; // a long text has a line of its own
                grid.add(box, 0, cell / 2, 2, 1);
                cell += 2;
            } else {
                grid.add(box, cell % 2, cell / 2);
                cell++;
            }
        }
        return grid;
    }

    private TextInputControl make(Field field, String styleClass) {
        TextInputControl control;
        if (field.large()) {
            var area = new TextArea();
            area.setPrefRowCount(LINES);
            area.setWrapText(true);
            area.addEventFilter(KeyEvent.KEY_PRESSED, event -> tabGoesOn(area, event));
            control = area;
        } else {
            var line = new TextField();
            line.setMinWidth(0);
            line.setOnAction(event -> send(false));
            control = line;
        }
        control.getStyleClass().add(styleClass);
        if (NumberText.verdict(field.value()) == NumberText.Verdict.DIALLABLE) {
            control.getStyleClass().add("oh-number-value");
            Parts.leftToRight(control);
        }
        control.setId("lead-" + field.name());
        control.setAccessibleText(field.label());
        control.setTextFormatter(new TextFormatter<>(change -> fits(field, change) ? change : null));
        control.textProperty().addListener((property, before, now) -> typed(field.name(), now));
        control.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                send(false);
            }
        });
        control.addEventFilter(KeyEvent.KEY_PRESSED, event -> takeBack(field.name(), control, event));
        controls.put(field.name(), control);
        return control;
    }

    /** What the store has is shown, however long; nothing longer than it takes is typed. */
    private boolean fits(Field field, TextFormatter.Change change) {
        int length = change.getControlNewText().length();
        return showing
                || length <= field.longest()
                || length < change.getControlText().length();
    }

    /** Tab leaves a text of several lines as it leaves every other field. */
    private static void tabGoesOn(TextArea area, KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
            event.consume();
            area.fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, event.isShiftDown(), true, false, false));
        }
    }

    private void typed(String field, String text) {
        if (showing) {
            return;
        }
        edits.typed(field, text, current(field));
        cancelPause.run();
        cancelPause = context.alarm().after(TYPING_PAUSE, () -> send(false));
        progressed.run();
    }

    /** Esc in a field brings back what the store has. */
    private void takeBack(String field, TextInputControl control, KeyEvent event) {
        StringProperty text = control.textProperty();
        if (event.getCode() == KeyCode.ESCAPE && !text.get().equals(current(field))) {
            event.consume();
            edits.forget(field);
            text.set(edits.shown(field, current(field)));
            progressed.run();
        }
    }

    /** Sends what was typed; {@code retry} takes what was not saved before. */
    void send(boolean retry) {
        LeadView lead = view;
        cancelPause.run();
        if (lead == null) {
            return;
        }
        LeadEdits sent = edits;
        Map<String, String> changes = sent.send(retry);
        if (changes.isEmpty()) {
            return;
        }
        context.door().ask(new AgentCommand.EditLead(lead.leadId(), Map.copyOf(changes)), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted accepted -> sent.saved(changes);
                case CommandOutcome.Refused refused -> {
                    sent.failed(changes);
                    context.navigator().refused(refused);
                }
            }
            progressed.run();
        });
        progressed.run();
    }

    Progress progress() {
        return edits.overall();
    }
}
