package org.offhook.ui.wrapup;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SearchField;
import org.offhook.ui.model.ResultChoice;
import org.offhook.ui.text.Words;

/** All results with a search over them, for campaigns that have more than there are digits. */
final class ResultSearch extends VBox {
    private final Consumer<String> chosen;
    private final TextField field;
    private final ListView<ResultChoice> list = new ListView<>();
    private final Label nothing;
    private List<ResultChoice> choices = List.of();

    ResultSearch(Words words, Consumer<String> chosen) {
        this.chosen = chosen;
        getStyleClass().add("oh-result-search");
        var searching = new SearchField(words.of("wrapUp.search"));
        field = searching.field();
        field.setId("result-search");
        field.textProperty().addListener((property, before, now) -> refill());
        field.setOnAction(
                event -> take(list.getItems().isEmpty() ? null : list.getItems().getFirst()));
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                event.consume();
                list.requestFocus();
                list.getSelectionModel().selectFirst();
            }
        });
        list.getStyleClass().addAll("oh-list", "oh-card", "oh-result-list");
        list.setAccessibleText(words.of("wrapUp.question"));
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> take(list.getSelectionModel().getSelectedItem()));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                take(list.getSelectionModel().getSelectedItem());
            }
        });
        nothing = Parts.label(words.of("wrapUp.search.nothing"), "oh-caption");
        getChildren().addAll(searching, list, nothing);
    }

    void open(List<ResultChoice> all) {
        choices = all;
        field.clear();
        refill();
    }

    void focusField() {
        field.requestFocus();
    }

    private void refill() {
        list.getItems().setAll(ResultChoice.matching(choices, field.getText()));
        Parts.present(nothing, list.getItems().isEmpty());
        Parts.present(list, !list.getItems().isEmpty());
    }

    private void take(@Nullable ResultChoice choice) {
        if (choice != null) {
            chosen.accept(choice.disposition().code());
        }
    }

    private static final class Cell extends ListCell<ResultChoice> {
        private final Label name = Parts.label("", "oh-row-name");
        private final Label code = Parts.label("", "oh-caption");

        Cell() {
            getStyleClass().add("oh-row");
            setPrefWidth(0); // as wide as the list, whatever stands in it
        }

        @Override
        protected void updateItem(@Nullable ResultChoice item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (item == null || isEmpty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            name.setText(item.disposition().name());
            code.setText(item.disposition().code());
            setGraphic(Parts.row("oh-row-content", name, Parts.slack(), code));
            setAccessibleText(item.disposition().name());
        }
    }
}
