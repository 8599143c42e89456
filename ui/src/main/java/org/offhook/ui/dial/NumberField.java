package org.offhook.ui.dial;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.offhook.ui.fx.Alarm;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.TypedNumber;
import org.offhook.ui.text.Words;

/**
 * The number to call. It groups as one types without moving the caret wrongly, takes a pasted number in any form, deletes a digit or
 * (held) all of them, and steps through the last numbers with Up and Down.
 */
public final class NumberField extends StackPane {
    private static final Duration HOLD = Duration.ofMillis(500);

    private final Words words;
    private final Alarm alarm;
    private final TextField field = new TextField();
    private final Button end;
    private final Icon endIcon = new Icon(IconName.PASTE);
    private Supplier<List<String>> history = List::of;
    private int historyAt = -1;
    private Runnable cancelHold = () -> {};
    private boolean heldAll;

    /** @param changed after every change of the text; {@code call} when Enter was pressed in it */
    public NumberField(WindowContext context, Runnable changed, Runnable call) {
        this.words = context.words();
        this.alarm = context.alarm();
        getStyleClass().add("oh-number-entry");
        setAlignment(Pos.CENTER_RIGHT);
        field.getStyleClass().add("oh-number-field");
        field.setPromptText(words.of("number.prompt"));
        field.setAccessibleText(words.of("number.prompt"));
        field.setTextFormatter(new TextFormatter<>(NumberField::regroup));
        field.textProperty().addListener((property, before, now) -> {
            showEnd(now);
            Parts.pseudo(field, "filled", !now.isEmpty());
            changed.run();
        });
        field.setOnAction(event -> call.run());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::stepThroughHistory);
        field.addEventFilter(KeyEvent.KEY_TYPED, event -> historyAt = -1);
        Parts.leftToRight(field);
        end = Parts.iconButton(IconName.PASTE, words.of("number.paste"), "oh-number-end");
        end.setGraphic(endIcon);
        end.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> startHold());
        end.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> cancelHold.run());
        end.setOnAction(event -> pressEnd());
        Parts.leftToRight(this);
        getChildren().addAll(field, end);
        showEnd("");
    }

    /** Numbers that Up steps back through, latest first. */
    public void setHistory(Supplier<List<String>> numbers) {
        history = numbers;
    }

    public String text() {
        return field.getText();
    }

    public void setText(String text) {
        field.setText(NumberText.grouped(text));
        field.end();
    }

    public TextField field() {
        return field;
    }

    /** Types a digit at the caret, in place of what is selected; at the end while another control has the focus. */
    public void type(String digit) {
        if (!field.isFocused()) {
            field.end(); // JavaFX puts the caret to the start when the focus moves between other controls
        }
        field.replaceSelection(digit);
    }

    /** Replaces the digit before the caret: a held 0 becomes a plus. */
    public void replaceLast(String digit) {
        if (field.getCaretPosition() > 0) {
            field.replaceText(field.getCaretPosition() - 1, field.getCaretPosition(), digit);
        }
    }

    private static TextFormatter.Change regroup(TextFormatter.Change change) {
        if (!change.isContentChange()) {
            return change;
        }
        String before = change.getControlText();
        String raw = change.getControlNewText();
        int caret = change.getCaretPosition();
        boolean deletedBlank = change.isDeleted()
                && !change.isAdded()
                && NumberText.dialled(raw).equals(NumberText.dialled(before))
                && change.getRangeEnd() - change.getRangeStart() == 1
                && caret > 0;
        if (deletedBlank) { // Backspace over a blank means the digit before it
            raw = raw.substring(0, caret - 1) + raw.substring(caret);
            caret--;
        }
        TypedNumber typed = TypedNumber.regroup(raw, caret);
        if (typed.text().equals(change.getControlNewText())) {
            return change;
        }
        change.setRange(0, before.length());
        change.setText(typed.text());
        change.setCaretPosition(typed.caret());
        change.setAnchor(typed.caret());
        return change;
    }

    private void showEnd(String text) {
        boolean empty = text.isEmpty();
        endIcon.show(empty ? IconName.PASTE : IconName.BACKSPACE);
        end.setAccessibleText(words.of(empty ? "number.paste" : "number.delete"));
    }

    private void startHold() {
        heldAll = false;
        cancelHold.run();
        if (!field.getText().isEmpty()) {
            cancelHold = alarm.after(HOLD, () -> {
                heldAll = true;
                field.replaceText(0, field.getLength(), ""); // one change, so that Ctrl+Z brings it back
            });
        }
    }

    private void pressEnd() {
        if (heldAll) {
            heldAll = false;
        } else if (field.getText().isEmpty()) {
            paste();
        } else if (field.getSelection().getLength() > 0) {
            field.replaceSelection("");
        } else {
            if (!field.isFocused()) {
                field.end();
            }
            field.deletePreviousChar();
        }
    }

    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null && !text.isBlank()) {
            setText(text.strip().lines().findFirst().orElse(""));
        }
    }

    private void stepThroughHistory(KeyEvent event) {
        int step = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
        if (step == 0 || event.isAltDown() || event.isControlDown() || event.isShiftDown()) {
            return;
        }
        event.consume();
        List<String> numbers = history.get();
        int next = Math.clamp((long) historyAt + step, -1, numbers.size() - 1);
        if (next != historyAt) {
            setText(next < 0 ? "" : numbers.get(next));
            historyAt = next;
        }
    }
}
