package org.offhook.ui.wrapup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.ResultChoice;
import org.offhook.ui.text.Words;

/** The results in two columns, each with its digit; from the tenth on they are found by search. */
final class ResultGrid extends VBox {
    private static final int COLUMNS = 2;
    /** More than these stand closer. */
    private static final int FEW = 8;

    private final Words words;
    private final Consumer<String> chosen;
    private final GridPane grid = new GridPane();
    private final ResultSearch search;
    private List<ResultChoice> choices = List.of();
    private Optional<String> selected = Optional.empty();
    private boolean searching;

    /** @param chosen gets the code of a result */
    ResultGrid(Words words, Consumer<String> chosen) {
        this.words = words;
        this.chosen = chosen;
        getStyleClass().add("oh-results");
        grid.getStyleClass().add("oh-result-grid");
        for (int column = 0; column < COLUMNS; column++) {
            var constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / COLUMNS);
            constraints.setHgrow(Priority.ALWAYS);
            constraints.setHalignment(HPos.CENTER);
            grid.getColumnConstraints().add(constraints);
        }
        search = new ResultSearch(words, code -> {
            searching = false;
            chosen.accept(code);
            turn();
        });
        getChildren().addAll(grid, search);
        turn();
    }

    void show(List<ResultChoice> now, Optional<String> code, boolean enabled) {
        if (!now.equals(choices) || !code.equals(selected)) {
            choices = now;
            selected = code;
            fill();
        }
        grid.setDisable(!enabled);
        search.setDisable(!enabled);
    }

    /** Closes the search; true when it was open. */
    boolean closeSearch() {
        boolean was = searching;
        searching = false;
        turn();
        return was;
    }

    boolean searching() {
        return searching;
    }

    private void fill() {
        int focused = -1;
        for (int i = 0; i < grid.getChildren().size(); i++) {
            focused = grid.getChildren().get(i).isFocused() ? i : focused;
        }
        grid.getChildren().clear();
        boolean more = choices.size() > ResultChoice.KEYS;
        int shown = Math.min(choices.size(), ResultChoice.KEYS);
        for (int i = 0; i < shown; i++) {
            ResultChoice choice = choices.get(i);
            add(button(choice, choice.disposition().name()), i);
        }
        if (more) {
            add(moreButton(), shown);
        }
        Parts.pseudo(grid, "many", shown > FEW);
        if (focused >= 0 && focused < grid.getChildren().size()) {
            grid.getChildren().get(focused).requestFocus();
        }
    }

    private void add(ToggleButton button, int place) {
        grid.add(button, place % COLUMNS, place / COLUMNS);
    }

    private ToggleButton button(ResultChoice choice, String text) {
        boolean on = selected.equals(Optional.of(choice.disposition().code()));
        ToggleButton button = face(Integer.toString(choice.key()), text, on);
        button.setId("result-" + choice.disposition().code());
        button.setAccessibleText(words.of("wrapUp.result", text, choice.key()));
        button.setOnAction(event -> {
            button.setSelected(on); // it shows what is, not what was pressed
            chosen.accept(choice.disposition().code());
        });
        return button;
    }

    /** The tenth place: what was found by search, or the way there. */
    private ToggleButton moreButton() {
        Optional<ResultChoice> found = choices.stream()
                .skip(ResultChoice.KEYS)
                .filter(choice ->
                        selected.equals(Optional.of(choice.disposition().code())))
                .findFirst();
        String text = found.map(choice -> choice.disposition().name()).orElse(words.of("wrapUp.more"));
        ToggleButton button = face("", text, found.isPresent());
        button.setId("result-more");
        button.setAccessibleText(found.isPresent() ? words.of("wrapUp.more.chosen", text) : text);
        button.setOnAction(event -> {
            button.setSelected(found.isPresent());
            searching = true;
            search.open(choices);
            turn();
            search.focusField();
        });
        return button;
    }

    private static ToggleButton face(String key, String text, boolean on) {
        var button = new ToggleButton();
        button.getStyleClass().setAll("oh-result");
        button.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        button.setSelected(on);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        Label number = Parts.label(key, "oh-result-key");
        Label name = Parts.label(text, "oh-result-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Icon check = new Icon(IconName.CHECK, "oh-result-check");
        Parts.present(number, !key.isEmpty());
        Parts.present(check, on);
        number.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = Parts.row("oh-result-row", number, name, check);
        row.prefWidthProperty().bind(button.widthProperty().subtract(1));
        button.setGraphic(row);
        Parts.tip(button, () -> text);
        return button;
    }

    private void turn() {
        Parts.present(grid, !searching);
        Parts.present(search, searching);
    }
}
