package org.offhook.ui.queue;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
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

    /** @param lines of two texts each: one that has the room, and one at the end, which is never cut */
    RowCell(Node first, List<Line> lines, Node... after) {
        this(first, new VBox(lines.toArray(Node[]::new)), new VBox(), after);
        row.getChildren().remove(2);
    }

    /** What stands beside each other in a row. */
    static final class Line extends HBox {
        Line(Label text, Label end) {
            getStyleClass().add("oh-row-line");
            text.setMinWidth(0);
            end.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().addAll(text, Parts.slack(), end);
        }
    }

    /**
     * Puts the item into the row.
     *
     * @return how it is read out
     */
    abstract String fill(T item);

    /** How the row is marked; absent for one that is empty. */
    void mark(@Nullable T item) {}

    /** The last row has no line under it: the list's border is there. */
    final void markLast() {
        ListView<T> list = getListView();
        Parts.pseudo(this, "last", list != null && getIndex() == list.getItems().size() - 1);
    }

    @Override
    protected final void updateItem(@Nullable T item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        mark(item);
        if (item == null || isEmpty) {
            setGraphic(null);
            setAccessibleText("");
            markLast();
            return;
        }
        String read = fill(item);
        markLast();
        setGraphic(row);
        setAccessibleText(read);
    }
}
