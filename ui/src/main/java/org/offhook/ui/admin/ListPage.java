package org.offhook.ui.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.Administration;
import org.offhook.ui.admin.EntryKind.Row;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SearchField;

/** A searchable list of entries that are read from the store: reading, there, none, or not to be had. */
abstract class ListPage<T> extends AdminSubPage {
    /** Sooner nobody wonders what is going on. */
    private static final Duration SILENCE = Duration.ofMillis(300);

    private final SearchField searching;
    private final TextField search;
    private final ListView<T> list;
    private final Label state = Parts.paragraph("", "oh-empty");
    private final Button again;
    private List<T> entries = List.of();
    private boolean reading;
    private int readings;

    ListPage(AdminContext admin, String title) {
        super(admin, title);
        root.getStyleClass().add("oh-list-page");
        searching = new SearchField(words.of("admin.search"));
        search = searching.field();
        search.setId("admin-search");
        search.textProperty().addListener((property, before, now) -> fill());
        list = RowCell.list(title, this::row, this::opened);
        again = Parts.button(words.of("admin.again"), "oh-quiet");
        again.setId("admin-again");
        again.setOnAction(event -> reload());
        state.setFocusTraversable(true);
        Parts.present(again, false);
        Parts.present(list, false);
        Parts.present(searching, false);
    }

    /** After the fields of the subclass are there. */
    final void begin(Node... above) {
        add(above);
        add(searching, state, again, list);
        reload();
    }

    /** Reads it anew. */
    final void reload() {
        reading = true;
        readings++;
        int mine = readings;
        showTrouble("");
        Parts.present(again, false);
        admin.window().alarm().after(SILENCE, () -> {
            if (reading && mine == readings) {
                fill();
            }
        });
        admin.ask(
                question(),
                answer -> {
                    if (mine == readings) {
                        reading = false;
                        entries = answer;
                        fill();
                    }
                },
                thrown -> {
                    if (mine == readings) {
                        reading = false;
                        entries = List.of();
                        fill();
                        Parts.present(state, false);
                        Parts.present(again, true);
                        showTrouble(Troubles.sentence(thrown, words));
                    }
                });
    }

    /** What is asked of the store. */
    abstract Function<Administration, List<T>> question();

    abstract Row row(T entry);

    abstract void opened(T entry);

    /** What an empty list says. */
    abstract String emptyText();

    private void fill() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        T selected = list.getSelectionModel().getSelectedItem();
        List<T> found = entries.stream()
                .filter(entry -> wanted.isEmpty() || matches(row(entry), wanted))
                .toList();
        list.getItems().setAll(found);
        if (selected != null && found.contains(selected)) {
            list.getSelectionModel().select(selected);
        }
        state.setText(
                reading
                        ? words.of("admin.reading")
                        : entries.isEmpty()
                                ? emptyText()
                                : words.of("admin.nothing", search.getText().strip()));
        Parts.present(state, found.isEmpty());
        Parts.present(list, !found.isEmpty());
        Parts.present(searching, !entries.isEmpty());
        filled();
    }

    /** The list shows what was read. */
    void filled() {}

    private static boolean matches(Row row, String wanted) {
        return (row.title() + "\n" + row.second()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    final List<T> entries() {
        return entries;
    }

    @Override
    public Node firstFocus() {
        return searching.isVisible() ? search : state;
    }

    @Override
    public boolean escape() {
        if (search.getText().isEmpty()) {
            return false;
        }
        search.clear();
        return true;
    }
}
