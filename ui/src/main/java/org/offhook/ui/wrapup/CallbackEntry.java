package org.offhook.ui.wrapup;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DateCell;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.CallbackTime;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** When to call back: day, time, by whom. */
final class CallbackEntry extends VBox {
    private static final int STEP_MINUTES = 30;

    private final Label title = Parts.label("", "oh-section");
    private final DatePicker day = new DatePicker();
    private final TextField time = new TextField();
    private final ComboBox<Boolean> whose = new ComboBox<>();
    private final Label error;
    private final Supplier<LocalDate> today;
    private boolean showing;

    /**
     * @param today where the customer is
     * @param changed runs after every change by the agent
     */
    CallbackEntry(Words words, Supplier<LocalDate> today, Runnable changed) {
        this.today = today;
        getStyleClass().add("oh-callback");
        day.getStyleClass().add("oh-date");
        day.setId("callback-day");
        day.setEditable(false);
        day.setShowWeekNumbers(false);
        day.setAccessibleText(words.of("wrapUp.callback.day"));
        day.setConverter(new DayWords(words));
        day.setDayCellFactory(picker -> new DateCell() {
            @Override
            public void updateItem(LocalDate item, boolean isEmpty) {
                super.updateItem(item, isEmpty);
                setDisable(isEmpty || item.isBefore(today.get()));
            }
        });
        day.addEventFilter(KeyEvent.KEY_PRESSED, this::stepDay);
        day.valueProperty().addListener((property, before, now) -> tell(changed));
        day.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(day, Priority.ALWAYS);
        time.getStyleClass().addAll("oh-field", "oh-callback-time");
        time.setId("callback-time");
        time.setAccessibleText(words.of("wrapUp.callback.time"));
        Parts.leftToRight(time);
        time.textProperty().addListener((property, before, now) -> tell(changed));
        time.addEventFilter(KeyEvent.KEY_PRESSED, this::stepTime);
        whose.getItems().setAll(true, false);
        whose.setId("callback-whose");
        whose.getStyleClass().add("oh-combo");
        whose.setAccessibleText(words.of("wrapUp.callback.whose"));
        whose.setConverter(new WhoseWords(words));
        whose.valueProperty().addListener((property, before, now) -> tell(changed));
        whose.setMinWidth(Region.USE_PREF_SIZE);
        error = Parts.label("", "oh-error-text", "oh-callback-error");
        error.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        error.setMinWidth(0);
        var head = new HBox(title, Parts.slack(), error);
        var row = new HBox(day, time, whose);
        row.getStyleClass().add("oh-callback-row");
        getChildren().addAll(head, row);
    }

    private void tell(Runnable changed) {
        if (!showing) {
            changed.run();
        }
    }

    /** @param problem why it cannot be promised so, or empty */
    void show(String heading, LocalDate on, String at, boolean mine, String problem) {
        showing = true;
        title.setText(heading);
        day.setValue(on);
        if (!time.getText().equals(at)) {
            time.setText(at);
        }
        whose.setValue(mine);
        error.setText(problem);
        error.setVisible(!problem.isEmpty());
        Parts.pseudo(time, "wrong", !problem.isEmpty());
        time.setAccessibleHelp(problem);
        showing = false;
    }

    LocalDate day() {
        return Optional.ofNullable(day.getValue()).orElseGet(today);
    }

    String time() {
        return time.getText();
    }

    boolean mine() {
        return Boolean.TRUE.equals(whose.getValue());
    }

    private void stepDay(KeyEvent event) {
        int step = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
        boolean again = !day.equals(event.getTarget()); // the control hands each key on to the field inside it
        if (step != 0 && !again && !event.isAltDown() && !day.isShowing()) {
            event.consume();
            LocalDate next = day().plusDays(step);
            day.setValue(next.isBefore(today.get()) ? today.get() : next);
        }
    }

    private void stepTime(KeyEvent event) {
        int step = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
        Optional<LocalTime> read = CallbackTime.read(time.getText());
        if (step != 0 && read.isPresent()) {
            event.consume();
            time.setText(TimeText.ofDay(read.get().plusMinutes((long) step * STEP_MINUTES)));
        }
    }

    private final class DayWords extends StringConverter<LocalDate> {
        private final Words words;

        DayWords(Words words) {
            this.words = words;
        }

        @Override
        public String toString(@Nullable LocalDate date) {
            return date == null ? "" : TimeText.weekdayAndDate(date, today.get(), words);
        }

        @Override
        public LocalDate fromString(String text) {
            return day(); // the field is not typed into
        }
    }

    private static final class WhoseWords extends StringConverter<Boolean> {
        private final Words words;

        WhoseWords(Words words) {
            this.words = words;
        }

        @Override
        public String toString(@Nullable Boolean mine) {
            return words.of(Boolean.FALSE.equals(mine) ? "callback.anyone" : "callback.mine");
        }

        @Override
        public Boolean fromString(String text) {
            throw new UnsupportedOperationException("the list is not editable");
        }
    }
}
