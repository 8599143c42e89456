package org.offhook.ui.queue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.ListView;
import org.offhook.ui.fx.WindowContext;

/** Rows that end with the last one, of which one is selected and stays so while it is there. */
final class RowList<T> extends ListView<T> {
    private final Function<T, Object> identity;
    private final int least;
    private List<T> shown = List.of();

    /**
     * @param identity what makes a row the same when its words have changed
     * @param least so many rows are seen whatever stands above
     */
    RowList(WindowContext context, Function<T, Object> identity, int least) {
        this.identity = identity;
        this.least = least;
        getStyleClass().addAll("oh-list", "oh-card");
        getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> context.navigator().refresh());
        fixedCellSizeProperty().addListener(change -> fit());
        insetsProperty().addListener(change -> fit());
    }

    /** Shows these and keeps the selection; nothing is done when they are the same. */
    void show(List<T> rows) {
        if (rows.equals(shown)) {
            return;
        }
        T selected = getSelectionModel().getSelectedItem();
        shown = rows;
        getItems().setAll(rows);
        lookupAll(".oh-row").forEach(row -> ((RowCell<?>) row).markLast());
        fit();
        rows.stream()
                .filter(row -> selected != null && identity.apply(row).equals(identity.apply(selected)))
                .findFirst()
                .ifPresent(getSelectionModel()::select);
    }

    List<T> shown() {
        return shown;
    }

    /** The selected row, as long as it is there. */
    Optional<T> selected() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem()).filter(shown::contains);
    }

    /** The selected row, else the first. */
    Optional<T> current() {
        return selected().or(() -> shown.stream().findFirst());
    }

    private void fit() {
        double border = snappedTopInset() + snappedBottomInset();
        setPrefHeight(shown.size() * getFixedCellSize() + border);
        setMaxHeight(getPrefHeight());
        if (least > 0) {
            setMinHeight(Math.min(shown.size(), least) * getFixedCellSize() + border);
        }
    }
}
