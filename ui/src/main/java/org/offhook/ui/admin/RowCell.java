package org.offhook.ui.admin;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.admin.EntryKind.Row;
import org.offhook.ui.fx.Parts;

/** Two lines and a mark. A press opens the entry, as Enter does on the list. */
final class RowCell<T> extends ListCell<T> {
    private final Function<T, Row> rows;
    private final Label title = Parts.label("", "oh-row-name");
    private final Label second = Parts.label("", "oh-caption");
    private final Label mark = Parts.label("", "oh-caption");
    private final HBox content;

    private RowCell(Function<T, Row> rows, Consumer<T> open) {
        this.rows = rows;
        getStyleClass().add("oh-row");
        second.setTextOverrun(OverrunStyle.ELLIPSIS);
        var lines = new VBox(title, second);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        mark.setMinWidth(Region.USE_PREF_SIZE);
        content = Parts.row("oh-row-content", lines, mark);
        content.prefWidthProperty().bind(widthProperty().subtract(1));
        setOnMouseClicked(event -> {
            T entry = getItem();
            if (event.getButton() == MouseButton.PRIMARY && entry != null && !isEmpty()) {
                open.accept(entry);
            }
        });
    }

    /** A list of such rows. */
    static <T> ListView<T> list(String name, Function<T, Row> rows, Consumer<T> open) {
        var list = new ListView<T>();
        list.getStyleClass().addAll("oh-list", "oh-card");
        list.setAccessibleText(name);
        list.setCellFactory(view -> new RowCell<>(rows, open));
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            T chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                event.consume();
                open.accept(chosen);
            }
        });
        list.getItems().addListener((InvalidationListener) change -> fit(list));
        list.fixedCellSizeProperty().addListener(change -> fit(list));
        list.insetsProperty().addListener(change -> fit(list));
        VBox.setVgrow(list, Priority.ALWAYS);
        return list;
    }

    /** The list ends with its last row. */
    private static void fit(ListView<?> list) {
        double border = list.snappedTopInset() + list.snappedBottomInset();
        list.setMaxHeight(list.getItems().size() * list.getFixedCellSize() + border);
        list.lookupAll(".oh-row").forEach(row -> ((RowCell<?>) row).markLast());
    }

    private void markLast() {
        ListView<T> list = getListView();
        Parts.pseudo(this, "last", list != null && getIndex() == list.getItems().size() - 1);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        markLast();
        if (item == null || isEmpty) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        Row row = rows.apply(item);
        title.setText(row.title());
        second.setText(row.second());
        Parts.present(second, !row.second().isEmpty());
        mark.setText(row.mark());
        setGraphic(content);
        setAccessibleText(row.title() + " " + row.second() + " " + row.mark());
    }
}
