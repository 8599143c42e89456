package org.offhook.ui.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallbackRow;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** Promised calls by time. The dock makes the selected one; each can be put off or cancelled. */
final class CallbackList extends VBox {
    private static final List<Duration> LATER =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    private final WindowContext context;
    private final Words words;
    private final ListView<CallbackRow> list = new ListView<>();
    private final Label empty;
    private List<CallbackRow> shown = List.of();
    private List<CallbackView> callbacks = List.of();
    private Optional<Long> cancelled = Optional.empty();
    private Runnable cancelAlarm = () -> {};

    CallbackList(WindowContext context) {
        this.context = context;
        this.words = context.words();
        getStyleClass().add("oh-callbacks");
        empty = Parts.paragraph(words.of("callback.empty"), "oh-empty");
        list.getStyleClass().addAll("oh-list", "oh-card");
        list.setId("callback-list");
        list.setAccessibleText(words.of("queue.callbacks"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> context.navigator().refresh());
        list.fixedCellSizeProperty().addListener(change -> fitRows());
        list.insetsProperty().addListener(change -> fitRows());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(empty, list);
    }

    void show(AgentSnapshot snapshot, Instant now) {
        callbacks = snapshot.work().callbacks();
        List<CallbackRow> rows = CallbackRow.of(snapshot, now, context.zone(), words).stream()
                .filter(row -> !cancelled.equals(Optional.of(row.id())))
                .toList();
        if (!rows.equals(shown)) {
            CallbackRow selected = list.getSelectionModel().getSelectedItem();
            shown = rows;
            list.getItems().setAll(rows);
            fitRows();
            rows.stream()
                    .filter(row -> selected != null && row.id() == selected.id())
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
        }
        Parts.present(list, !rows.isEmpty());
        Parts.present(empty, rows.isEmpty());
    }

    /** The list ends with its last row. */
    private void fitRows() {
        double border = list.snappedTopInset() + list.snappedBottomInset();
        list.setPrefHeight(shown.size() * list.getFixedCellSize() + border);
        list.setMaxHeight(list.getPrefHeight());
    }

    /** The row that the dock is about: the selected one, else the first. */
    private Optional<CallbackRow> current() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .or(() -> shown.stream().findFirst());
    }

    DockView dock(AgentSnapshot snapshot) {
        Optional<CallbackRow> row = current();
        if (row.isEmpty()) {
            return DockView.off(Meaning.CALL_BACK, IconName.CALL, words.of("dock.call"), words.of("callback.empty"));
        }
        String text = words.of("log.dock", row.get().who());
        return DockModel.mayCall(snapshot)
                ? DockView.of(Meaning.CALL_BACK, IconName.CALL, text)
                        .about(Long.toString(row.get().id()))
                : DockView.off(Meaning.CALL_BACK, IconName.CALL, text, words.of("dock.call.notConnected"));
    }

    void call() {
        current().ifPresent(row -> context.door().ask(new AgentCommand.CallBackNow(row.id())));
    }

    private void openMenu(CallbackRow row, Button owner) {
        var menu = new ContextMenu();
        menu.getStyleClass().add("oh-menu");
        menu.getItems()
                .add(item(words.of("callback.now"), () -> context.door().ask(new AgentCommand.CallBackNow(row.id()))));
        for (Duration later : LATER) {
            String text = switch ((int) later.toMinutes()) {
                case 10 -> words.of("callback.later.minutes", later.toMinutes());
                case 60 -> words.of("callback.later.hour");
                default -> words.of("callback.later.day");
            };
            menu.getItems().add(item(text, () -> putOff(row, later)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item(words.of("callback.cancel"), () -> cancel(row)));
        menu.show(owner, Side.BOTTOM, 0, 0);
    }

    private static MenuItem item(String text, Runnable action) {
        var item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** From now on where its time is over, else from its time; told in the wall time it was promised in. */
    private void putOff(CallbackRow row, Duration later) {
        Instant now = context.clock().instant();
        callbacks.stream()
                .filter(callback -> callback.id() == row.id())
                .findFirst()
                .ifPresent(callback -> {
                    Instant from = callback.at().isAfter(now) ? callback.at() : now;
                    LocalDateTime at = LocalDateTime.ofInstant(from.plus(later), callback.zone())
                            .withSecond(0)
                            .withNano(0);
                    context.door().ask(new AgentCommand.MoveCallback(row.id(), at));
                });
    }

    /** Gone at once; the desk is asked when there is no more time to think again. */
    private void cancel(CallbackRow row) {
        commit();
        cancelled = Optional.of(row.id());
        cancelAlarm = context.alarm().after(Removals.UNDO, this::commit);
        context.navigator().offer(words.of("callback.cancelled", row.who()), words.of("queue.undo"), () -> {
            cancelAlarm.run();
            cancelled = Optional.empty();
            context.navigator().say("");
        });
    }

    private void commit() {
        cancelAlarm.run();
        cancelled.ifPresent(id -> context.door().ask(new AgentCommand.CancelCallback(id), outcome -> {
            if (outcome instanceof CommandOutcome.Refused refused) {
                context.navigator().refused(refused);
            }
            if (cancelled.equals(Optional.of(id))) {
                cancelled = Optional.empty();
                context.navigator().refresh();
            }
        }));
    }

    private final class Cell extends ListCell<CallbackRow> {
        private final Icon mark = new Icon(IconName.EVENT, "oh-row-mark");
        private final Label who = Parts.label("", "oh-row-name");
        private final Label about = Parts.label("", "oh-caption", "oh-digits");
        private final Label when = Parts.label("", "oh-row-time", "oh-digits");
        private final Label whose = Parts.label("", "oh-caption");
        private final Button more = Parts.iconButton(IconName.EXPAND, "", "oh-row-remove", "oh-row-more");
        private final HBox row;

        Cell() {
            getStyleClass().add("oh-row");
            setPrefWidth(0); // as wide as the list, whatever stands in it
            var lines = new VBox(who, about);
            lines.setAlignment(Pos.CENTER_LEFT);
            lines.setMinWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            var end = new VBox(when, whose);
            end.setAlignment(Pos.CENTER_RIGHT);
            end.setMinWidth(Region.USE_PREF_SIZE);
            row = Parts.row("oh-row-content", mark, lines, end, more);
        }

        @Override
        protected void updateItem(@Nullable CallbackRow item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            Parts.pseudo(this, "due", item != null && item.due());
            if (item == null || isEmpty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            who.setText(item.who());
            about.setText(item.about());
            Parts.present(about, !item.about().isEmpty());
            when.setText(item.due() ? words.of("callback.due") : item.when());
            whose.setText(item.due() ? item.when() : item.whose());
            more.setAccessibleText(words.of("callback.more", item.who()));
            more.setOnAction(event -> openMenu(item, more));
            setGraphic(row);
            setAccessibleText(words.of("callback.row", item.who(), item.about(), item.when(), item.whose()));
        }
    }
}
