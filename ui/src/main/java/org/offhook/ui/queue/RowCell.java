package org.offhook.ui.queue;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Parts;

/** A row of lines under each other: who it is about in the middle, when and whose at the end. */
abstract class RowCell<T> extends ListCell<T> {
    private final HBox row;

    /** @param after what can be done with it */
    RowCell(Node first, VBox lines, VBox end, Node... after) {
        getStyleClass().add("oh-row");
        setPrefWidth(0); // as wide as the list, whatever stands in it
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(Region.USE_PREF_SIZE);
        row = Parts.row("oh-row-content", first, lines, end);
        row.getChildren().addAll(after);
    }

    /**
     * Puts the item into the row.
     *
     * @return how it is read out
     */
    abstract String fill(T item);

    /** How the row is marked; absent for one that is empty. */
    void mark(@Nullable T item) {}

    @Override
    protected final void updateItem(@Nullable T item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        mark(item);
        if (item == null || isEmpty) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        String read = fill(item);
        setGraphic(row);
        setAccessibleText(read);
    }
}
