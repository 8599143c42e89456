package org.offhook.ui.fx;

import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;

/**
 * A list whose rows stand on cards, one below each heading: the first row of a card and the last one have its corners. JavaFX thread only.
 */
public final class Sections<T> {
    private static final String ROW = ".oh-row";

    private final ListView<T> list;
    private final Predicate<T> heading;

    /** @param heading whether an item is a heading, which stands on no card */
    public Sections(ListView<T> list, Predicate<T> heading) {
        this.list = list;
        this.heading = heading;
        list.getStyleClass().add("oh-sections");
        list.skinProperty().addListener(change -> followBar());
    }

    /** While there is a bar the list is wider by it: the bar stands in the page's side and the rows end where all else ends. */
    private void followBar() {
        list.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .forEach(bar -> {
                    bar.visibleProperty().addListener(change -> Parts.pseudo(list, "scrolls", bar.isVisible()));
                    Parts.pseudo(list, "scrolls", bar.isVisible());
                });
    }

    /** To be called by a cell when it got another item or place. */
    public void mark(ListCell<T> cell) {
        List<T> items = list.getItems();
        int at = cell.getIndex();
        boolean row = !cell.isEmpty() && at >= 0 && at < items.size() && !heading.test(items.get(at));
        Parts.pseudo(cell, "first", row && (at == 0 || heading.test(items.get(at - 1))));
        Parts.pseudo(cell, "last", row && (at == items.size() - 1 || heading.test(items.get(at + 1))));
    }

    /** To be called when items came or went: a row that stays may have another neighbour. */
    @SuppressWarnings("unchecked") // the rows in this list are its cells
    public void markAll() {
        list.lookupAll(ROW).forEach(row -> mark((ListCell<T>) row));
    }
}
