package org.offhook.ui.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
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
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SearchField;
import org.offhook.ui.fx.Sections;
import org.offhook.ui.fx.ValueCombo;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallObjection;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LogLine;
import org.offhook.ui.model.LogRow;
import org.offhook.ui.model.LogSort;
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

    /** So many lines are read to be sorted. */
    private static final int MOST_SORTED = 50_000;

    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final TextField search;
    private final ComboBox<LogRow.Filter> filter = new ValueCombo<>();
    private final ListView<LogRow> list = new ListView<>();
    private final Sections<LogRow> sections = new Sections<>(list, LogRow.Day.class::isInstance);
    private final Label empty = Parts.paragraph("", "oh-empty");
    private final Button clear;
    private final Label trouble;
    private final LogReader reader;
    private final LogHeader header;
    private final ContextMenu menu = new ContextMenu();
    private LogForm form = LogForm.ROWS;
    private boolean choosing;
    private LogSort sort = LogSort.NEWEST;
    private List<LogRow> rows = List.of();
    private AgentSnapshot snapshot;

    public LogPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.snapshot = first;
        var searching = new SearchField(words.of("log.search"));
        search = searching.field();
        reader = new LogReader(context, this::refill);
        search.textProperty().addListener((property, before, now) -> {
            reader.search(now);
            refill();
        });
        HBox.setHgrow(searching, Priority.ALWAYS);
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
        list.setCellFactory(view -> new LogCell(words, () -> form, this::lineShown, sections));
        menu.getStyleClass().add("oh-menu");
        list.setContextMenu(menu);
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
        var top = new HBox(searching, filter);
        top.getStyleClass().add("oh-search-row");
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        trouble = Parts.paragraph(words.of("log.unreadable"), "oh-error-text");
        trouble.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        header = new LogHeader(words, this::sortBy);
        header.show(form, sort);
        root.getChildren().addAll(top, trouble, empty, clear, header, list);
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

    /** The window's form has changed: with room enough the log has columns. */
    public void setForm(LogForm now) {
        if (now != form) {
            form = now;
            if (form == LogForm.ROWS) {
                sort = LogSort.NEWEST; // nothing says there how it is sorted
            }
            header.show(form, sort);
            refill();
            list.refresh();
        }
    }

    private void sortBy(LogSort.Column column) {
        sort = sort.pressed(column);
        header.show(form, sort);
        refill();
        list.scrollTo(0);
    }

    /** A line came into sight: near the end older ones are read. */
    private void lineShown(int index) {
        if (index > rows.size() - AHEAD) {
            javafx.application.Platform.runLater(reader::older);
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
                sort,
                snapshot,
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
        sections.markAll();
        boolean all = !sort.equals(LogSort.NEWEST) && now.size() < MOST_SORTED;
        if (now.size() < ENOUGH || all) { // what is sorted otherwise has its oldest anywhere
            reader.older();
        }
        showEmpty(calls.isEmpty());
        chooseNewest();
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
        Parts.present(header, !rows.isEmpty() && form != LogForm.ROWS);
    }

    private void selected(@Nullable LogRow row) {
        if (row instanceof LogRow.Day) { // a heading is no call: go on to the first below it
            int next = list.getSelectionModel().getSelectedIndex() + 1;
            javafx.application.Platform.runLater(() -> list.getSelectionModel().select(next));
        }
        menu.getItems().setAll(row instanceof LogRow.Call call ? actions(call) : List.of());
        context.navigator().refresh();
    }

    private LogRow.@Nullable Call selectedCall() {
        return list.getSelectionModel().getSelectedItem() instanceof LogRow.Call call ? call : null;
    }

    private List<MenuItem> actions(LogRow.Call call) {
        var items = new ArrayList<MenuItem>();
        if (!call.dialled().isEmpty()) {
            MenuItem again = item("log.again", this::pressDock);
            again.setDisable(CallObjection.byHand(snapshot, call.line().way(snapshot), words)
                    .isPresent());
            items.add(again);
            items.add(item("log.copy", this::copy));
        }
        call.line().lead().ifPresent(lead -> items.add(item("log.showLead", () -> showLead(lead))));
        items.add(item(
                "log.details", () -> context.navigator().open(new CallDetails(context, call, snapshot.country()))));
        return items;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(words.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private void showLead(long lead) {
        context.door().ask(new AgentCommand.ShowLead(lead), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted _ -> context.navigator().showLead();
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        LogRow.Call call = selectedCall();
        if (call == null || call.dialled().isEmpty()) {
            return DockView.off(Meaning.REDIAL, IconName.CALL, words.of("dock.call"), words.of("log.dock.none"));
        }
        String text = words.of("log.dock", call.name());
        AccountId way = call.line().way(now);
        Optional<String> objection = CallObjection.byHand(now, way, words);
        if (objection.isPresent()) {
            return DockView.off(Meaning.REDIAL, IconName.CALL, text, objection.get());
        }
        AccountId was = call.line().account();
        if (!way.equals(was)) {
            return DockView.of(Meaning.REDIAL, IconName.CALL, words.of("log.dock.main", call.name()))
                    .withHelp(words.of("log.dock.accountGone", was.name()));
        }
        DockView dock = DockView.of(Meaning.REDIAL, IconName.CALL, text);
        return way.isMain() ? dock : dock.withHelp(words.of("account.over", way.name()));
    }

    @Override
    public void pressDock() {
        LogRow.Call call = selectedCall();
        if (call != null && !call.dialled().isEmpty()) {
            context.door()
                    .ask(new AgentCommand.ClickToCall(
                            ManualDial.typed(call.dialled()).over(call.line().way(snapshot))));
        }
    }

    /** The log was opened by the keyboard: its newest call is chosen, from where the arrows go on. */
    public void choose() {
        choosing = true;
        list.requestFocus();
        chooseNewest();
    }

    /** At once, or as soon as a first line has been read. */
    private void chooseNewest() {
        boolean chosen = selectedCall() != null;
        if (choosing && !chosen) {
            rows.stream()
                    .filter(LogRow.Call.class::isInstance)
                    .findFirst()
                    .ifPresent(row -> list.getSelectionModel().select(row));
        }
        choosing &= !chosen && rows.isEmpty();
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
}
