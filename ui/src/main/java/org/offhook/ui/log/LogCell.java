package org.offhook.ui.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Sections;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LogRow;
import org.offhook.ui.model.LogSort.Column;
import org.offhook.ui.text.Words;

/** A line of the log: a day's heading, or a call in two lines or in columns. */
final class LogCell extends ListCell<LogRow> {
    private final Words words;
    private final Supplier<LogForm> form;
    private final IntConsumer shown;
    private final Sections<LogRow> sections;
    private final Label day = Parts.label("", "oh-section");
    private final Icon mark = new Icon(IconName.CALL_MADE, "oh-row-mark");
    private final Label who = Parts.label("", "oh-row-name");
    private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
    private final Label time = Parts.label("", "oh-row-time", "oh-digits");
    private final Label result = Parts.label("", "oh-caption", "oh-digits");
    private final HBox row;
    private final Icon columnMark = new Icon(IconName.CALL_MADE, "oh-row-mark");
    private final Map<Column, Label> columns = new EnumMap<>(Column.class);
    private final Label under = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
    private final HBox columnRow;

    /** @param shown told the place of each line that comes into sight */
    LogCell(Words words, Supplier<LogForm> form, IntConsumer shown, Sections<LogRow> sections) {
        this.sections = sections;
        this.words = words;
        this.form = form;
        this.shown = shown;
        getStyleClass().add("oh-row");
        setPrefWidth(0); // as wide as the list, whatever stands in it
        var lines = new VBox(who, number);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var end = new VBox(time, result);
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(Region.USE_PREF_SIZE);
        row = Parts.row("oh-row-content", mark, lines, end);
        columnMark.getStyleClass().add("oh-log-col-mark");
        columnRow = Parts.row("oh-row-content", columnMark);
        columnRow.getStyleClass().add("oh-log-columns");
        for (Column column : Column.values()) {
            Label label = Parts.label("", style(column), LogHeader.styleOf(column));
            columns.put(column, label);
            if (column == Column.WHO) {
                var called = new VBox(label, under);
                called.setAlignment(Pos.CENTER_LEFT);
                called.setMinWidth(0);
                LogHeader.grow(called, column);
                columnRow.getChildren().add(called);
            } else {
                columnRow.getChildren().add(label);
            }
        }
        Parts.leftToRight(label(Column.NUMBER));
    }

    private static String style(Column column) {
        return switch (column) {
            case TIME -> "oh-row-time";
            case WHO -> "oh-row-name";
            case RESULT -> "oh-text";
            case NUMBER, LENGTH, AGENT -> "oh-caption";
        };
    }

    private Label label(Column column) {
        return java.util.Objects.requireNonNull(columns.get(column));
    }

    @Override
    protected void updateItem(@Nullable LogRow item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        if (!isEmpty) {
            shown.accept(getIndex());
        }
        Parts.pseudo(this, "heading", item instanceof LogRow.Day);
        sections.mark(this);
        if (item instanceof LogRow.Day heading) {
            day.setText(heading.text());
            setGraphic(day);
            setAccessibleText(heading.text());
        } else if (item instanceof LogRow.Call call) {
            Parts.pseudo(this, "missed", call.missed());
            setAccessibleText(words.of("log.row", call.markWord(), call.who(), call.time(), call.result()));
            if (form.get() == LogForm.ROWS) {
                showLines(call);
            } else {
                showColumns(call);
            }
        } else {
            setGraphic(null);
            setAccessibleText("");
        }
    }

    private void showLines(LogRow.Call call) {
        mark.show(call.mark());
        who.setText(call.who());
        number.setText(call.number());
        Parts.present(number, !call.number().isEmpty());
        time.setText(call.time());
        result.setText(call.result());
        setGraphic(row);
    }

    private void showColumns(LogRow.Call call) {
        columnMark.show(call.mark());
        columns.forEach((column, label) -> {
            Parts.present(label, LogHeader.has(form.get(), column));
            label.setText(
                    switch (column) {
                        case TIME -> call.time();
                        case WHO -> call.name(); // mark, colour and result say that it was missed
                        case NUMBER -> call.number();
                        case RESULT -> call.outcome();
                        case LENGTH -> call.line().unanswered() ? "" : call.result();
                        case AGENT -> call.agent();
                    });
        });
        under.setText(call.number());
        Parts.present(under, form.get() == LogForm.COLUMNS && !call.number().isEmpty());
        setGraphic(columnRow);
    }
}
