package org.offhook.ui.log;

import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDial;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LogLine;
import org.offhook.ui.model.LogRow;
import org.offhook.ui.port.LogSource;
import org.offhook.ui.text.Words;

/**
 * Calls, newest first under their day: those this phone remembers and all that the store has, read as far as one looks. A press selects;
 * the dock dials what is selected.
 */
public final class LogPage implements Page {
    /** With fewer rows than this the list is not full: older lines are read. */
    private static final int ENOUGH = 60;

    /** So many rows before its end the list asks for older lines. */
    private static final int AHEAD = 30;

    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final TextField search = new TextField();
    private final ComboBox<LogRow.Filter> filter = new ComboBox<>();
    private final ListView<LogRow> list = new ListView<>();
    private final Label empty = Parts.paragraph("", "oh-empty");
    private final Button clear;
    private final Label trouble;
    private final LogReader reader;
    private boolean wide;
    private List<LogRow> rows = List.of();
    private AgentSnapshot snapshot;

    public LogPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.snapshot = first;
        search.getStyleClass().add("oh-field");
        search.setPromptText(words.of("log.search"));
        search.setAccessibleText(words.of("log.search"));
        reader = new LogReader(context, this::refill);
        search.textProperty().addListener((property, before, now) -> {
            reader.search(now);
            refill();
        });
        HBox.setHgrow(search, Priority.ALWAYS);
        filter.getItems().setAll(LogRow.Filter.values());
        if (context.sources().log().equals(LogSource.NONE)) {
            filter.getItems().remove(LogRow.Filter.WITH_RECORDING); // only the store knows of recordings
        }
        filter.setValue(LogRow.Filter.ALL);
        filter.getStyleClass().add("oh-combo");
        filter.setAccessibleText(words.of("log.filter"));
        filter.setConverter(new FilterWords(words));
        filter.valueProperty().addListener((property, before, now) -> refill());
        filter.setMinWidth(Region.USE_PREF_SIZE);
        list.getStyleClass().addAll("oh-list", "oh-log");
        list.setAccessibleText(words.of("log.list"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> selected(now));
        list.addEventFilter(KeyEvent.KEY_TYPED, this::typedIntoList);
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == javafx.scene.input.KeyCode.C) {
                copy();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        clear = Parts.button(words.of("log.clear"), "oh-quiet");
        clear.setOnAction(event -> escape());
        var top = new HBox(search, filter);
        top.getStyleClass().add("oh-search-row");
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        trouble = Parts.paragraph(words.of("log.unreadable"), "oh-error-text");
        trouble.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        root.getChildren().addAll(top, trouble, empty, clear, list);
        refill();
    }

    @Override
    public String helpTopic() {
        return "log";
    }

    @Override
    public Region node() {
        return root;
    }

    /** The window's form has changed: in the wide one each call says its result and who had it. */
    public void setForm(boolean isWide) {
        if (isWide != wide) {
            wide = isWide;
            list.refresh();
        }
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        String user = now.agent().userName();
        boolean anotherUser = !user.equals(snapshot.agent().userName());
        boolean changed = !now.recentCalls().equals(snapshot.recentCalls());
        snapshot = now;
        if (!reader.begun() || anotherUser || changed) {
            reader.read(user);
        }
        if (changed) {
            refill();
        }
    }

    private void refill() {
        LogRow selected = list.getSelectionModel().getSelectedItem();
        List<LogLine> calls = LogLine.together(snapshot.recentCalls(), reader.lines());
        List<LogRow> now = LogRow.of(
                calls,
                filter.getValue(),
                search.getText(),
                snapshot.work().dispositions(),
                context.clock().instant(),
                context.zone(),
                words);
        List<LogRow> before = rows;
        rows = now;
        if (now.size() >= before.size()
                && !before.isEmpty()
                && now.subList(0, before.size()).equals(before)) {
            list.getItems()
                    .addAll(now.subList(before.size(), now.size())); // older ones came: nothing that is seen moves
        } else {
            list.getItems().setAll(now);
            if (selected != null && now.contains(selected)) {
                list.getSelectionModel().select(selected);
            }
        }
        if (now.size() < ENOUGH) {
            reader.older();
        }
        showEmpty(calls.isEmpty());
    }

    private void showEmpty(boolean noCalls) {
        boolean searching = !search.getText().isBlank();
        String text;
        if (reader.late()) {
            text = words.of("log.reading");
        } else if (noCalls && !searching) {
            text = words.of("log.empty");
        } else {
            text = searching ? words.of("log.nothing", search.getText().strip()) : words.of("log.nothing.filter");
        }
        empty.setText(text);
        Parts.present(trouble, reader.failed());
        Parts.present(empty, rows.isEmpty());
        Parts.present(clear, rows.isEmpty() && searching && !reader.late());
        Parts.present(list, !rows.isEmpty());
    }

    private void selected(@Nullable LogRow row) {
        if (row instanceof LogRow.Day) { // a heading is no call: go on to the first below it
            int next = list.getSelectionModel().getSelectedIndex() + 1;
            javafx.application.Platform.runLater(() -> list.getSelectionModel().select(next));
        }
        context.navigator().refresh();
    }

    private LogRow.@Nullable Call selectedCall() {
        return list.getSelectionModel().getSelectedItem() instanceof LogRow.Call call ? call : null;
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        LogRow.Call call = selectedCall();
        if (call == null || call.dialled().isEmpty()) {
            return DockView.off(Meaning.REDIAL, IconName.CALL, words.of("dock.call"), words.of("log.dock.none"));
        }
        String text = words.of("log.dock", call.name());
        return DockModel.mayCall(now)
                ? DockView.of(Meaning.REDIAL, IconName.CALL, text)
                : DockView.off(Meaning.REDIAL, IconName.CALL, text, words.of("dock.call.notConnected"));
    }

    @Override
    public void pressDock() {
        LogRow.Call call = selectedCall();
        if (call != null && !call.dialled().isEmpty()) {
            context.door().ask(new AgentCommand.ClickToCall(ManualDial.typed(call.dialled())));
        }
    }

    /** Ctrl+F. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    @Override
    public boolean escape() {
        boolean had = !search.getText().isEmpty();
        search.clear();
        return had;
    }

    /** Letters typed into the list go to the search. */
    private void typedIntoList(KeyEvent event) {
        String text = event.getCharacter();
        if (!text.isBlank() && text.codePoints().noneMatch(Character::isISOControl) && !event.isShortcutDown()) {
            event.consume();
            search.requestFocus();
            search.appendText(text);
            search.end();
        }
    }

    private void copy() {
        LogRow.Call call = selectedCall();
        if (call != null) {
            var content = new ClipboardContent();
            content.putString(call.dialled());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private static final class FilterWords extends StringConverter<LogRow.Filter> {
        private final Words words;

        FilterWords(Words words) {
            this.words = words;
        }

        @Override
        public String toString(LogRow.@Nullable Filter filter) {
            return filter == null ? "" : words.of("log.filter.", filter);
        }

        @Override
        public LogRow.Filter fromString(String text) {
            throw new UnsupportedOperationException("the list is not editable");
        }
    }

    private final class Cell extends ListCell<LogRow> {
        private final Icon mark = new Icon(IconName.CALL_MADE, "oh-row-mark");
        private final Label who = Parts.label("", "oh-row-name");
        private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
        private final Label time = Parts.label("", "oh-row-time", "oh-digits");
        private final Label result = Parts.label("", "oh-caption", "oh-digits");
        private final Label day = Parts.label("", "oh-section");
        private final Label outcome = Parts.label("", "oh-text", "oh-log-outcome");
        private final Label agent = Parts.label("", "oh-caption", "oh-log-agent");
        private final HBox row;
        private final VBox beyond;

        Cell() {
            getStyleClass().add("oh-row");
            setPrefWidth(0); // as wide as the list, whatever stands in it
            var lines = new VBox(who, number);
            lines.setAlignment(Pos.CENTER_LEFT);
            lines.setMinWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            var end = new VBox(time, result);
            end.setAlignment(Pos.CENTER_RIGHT);
            end.setMinWidth(Region.USE_PREF_SIZE);
            var more = new VBox(outcome, agent);
            more.setAlignment(Pos.CENTER_LEFT);
            more.getStyleClass().add("oh-log-more");
            row = Parts.row("oh-row-content", mark, lines, more, end);
            more.managedProperty().bind(more.visibleProperty());
            beyond = more;
        }

        @Override
        protected void updateItem(@Nullable LogRow item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (!isEmpty && getIndex() > rows.size() - AHEAD) {
                javafx.application.Platform.runLater(reader::older);
            }
            Parts.pseudo(this, "heading", item instanceof LogRow.Day);
            setContextMenu(null);
            if (item instanceof LogRow.Day heading) {
                day.setText(heading.text());
                setGraphic(day);
                setAccessibleText(heading.text());
            } else if (item instanceof LogRow.Call call) {
                showCall(call);
            } else {
                setGraphic(null);
                setAccessibleText("");
            }
        }

        private void showCall(LogRow.Call call) {
            mark.show(call.mark());
            who.setText(call.who());
            number.setText(call.number());
            Parts.present(number, !call.number().isEmpty());
            time.setText(call.time());
            result.setText(call.result());
            beyond.setVisible(wide);
            outcome.setText(call.outcome());
            agent.setText(call.agent());
            Parts.present(agent, !call.agent().isEmpty());
            Parts.pseudo(this, "missed", call.missed());
            setGraphic(row);
            setAccessibleText(words.of("log.row", call.markWord(), call.who(), call.time(), call.result()));
            var copy = new MenuItem(words.of("log.copy"));
            copy.setOnAction(event -> copy());
            setContextMenu(new ContextMenu(copy));
        }
    }
}
