package org.offhook.ui.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LogSort;
import org.offhook.ui.model.LogSort.Column;
import org.offhook.ui.text.Words;

/** The heads of the log's columns: a press sorts by one, another the other way. */
final class LogHeader extends HBox {
    private final Words words;
    private final Map<Column, Button> heads = new EnumMap<>(Column.class);

    LogHeader(Words words, Consumer<Column> pressed) {
        this.words = words;
        getStyleClass().addAll("oh-log-header", "oh-log-columns");
        var mark = new Region();
        mark.getStyleClass().add("oh-log-col-mark");
        getChildren().add(mark);
        for (Column column : Column.values()) {
            var head = new Button(words.of("log.column.", column));
            head.getStyleClass().setAll("oh-log-head", styleOf(column));
            head.setId("log-column-" + column.name().toLowerCase(java.util.Locale.ROOT));
            head.setOnAction(event -> pressed.accept(column));
            heads.put(column, head);
            getChildren().add(head);
            grow(head, column);
        }
    }

    static String styleOf(Column column) {
        return "oh-log-col-" + column.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Who is called has all the room that is left. */
    static void grow(Region cell, Column column) {
        if (column == Column.WHO) {
            HBox.setHgrow(cell, Priority.ALWAYS);
            cell.setMaxWidth(Double.MAX_VALUE);
        }
    }

    static boolean has(LogForm form, Column column) {
        return switch (column) {
            case TIME, WHO, RESULT, LENGTH -> form != LogForm.ROWS;
            case NUMBER, AGENT -> form == LogForm.ALL_COLUMNS;
        };
    }

    void show(LogForm form, LogSort sort) {
        heads.forEach((column, head) -> {
            Parts.present(head, has(form, column));
            boolean sorts = column == sort.column();
            String name = words.of("log.column.", column);
            head.setAccessibleText(sorts ? words.of(sort.down() ? "log.column.down" : "log.column.up", name) : name);
            Icon arrow = new Icon(IconName.EXPAND, "oh-log-arrow");
            arrow.setRotate(sort.down() ? 0 : 180);
            head.setGraphic(sorts ? arrow : null);
            Parts.pseudo(head, "sorted", sorts);
        });
    }
}
