package org.offhook.ui.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallObjection;
import org.offhook.ui.model.CallbackRow;
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
    private final RowList<CallbackRow> list;
    private final Label empty;
    private List<CallbackView> callbacks = List.of();
    private Optional<Long> cancelled = Optional.empty();
    private Runnable cancelAlarm = () -> {};

    CallbackList(WindowContext context) {
        this.context = context;
        this.words = context.words();
        getStyleClass().add("oh-callbacks");
        empty = Parts.paragraph(words.of("callback.empty"), "oh-empty");
        list = new RowList<>(context, CallbackRow::id, 0);
        list.setId("callback-list");
        list.setAccessibleText(words.of("queue.callbacks"));
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(empty, list);
    }

    void show(AgentSnapshot snapshot, Instant now) {
        callbacks = snapshot.work().callbacks();
        List<CallbackRow> rows = CallbackRow.of(snapshot, now, context.zone(), words).stream()
                .filter(row -> !cancelled.equals(Optional.of(row.id())))
                .toList();
        list.show(rows);
        Parts.present(list, !rows.isEmpty());
        Parts.present(empty, rows.isEmpty());
    }

    DockView dock(AgentSnapshot snapshot) {
        Optional<CallbackRow> row = list.current();
        if (row.isEmpty()) {
            return DockView.off(Meaning.CALL_BACK, IconName.CALL, words.of("dock.call"), words.of("callback.empty"));
        }
        String text = words.of("log.dock", row.get().who());
        return CallObjection.over(snapshot, AccountId.MAIN, words)
                .map(why -> DockView.off(Meaning.CALL_BACK, IconName.CALL, text, why))
                .orElseGet(() -> DockView.of(Meaning.CALL_BACK, IconName.CALL, text)
                        .about(Long.toString(row.get().id())));
    }

    void call() {
        list.current().ifPresent(row -> context.door().ask(new AgentCommand.CallBackNow(row.id())));
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

    private final class Cell extends RowCell<CallbackRow> {
        private final Label who;
        private final Label about;
        private final Label when;
        private final Label whose;
        private final Button more;

        Cell() {
            this(
                    Parts.label("", "oh-row-name"),
                    Parts.label("", "oh-caption", "oh-digits"),
                    Parts.label("", "oh-caption", "oh-digits"),
                    Parts.label("", "oh-row-time"),
                    Parts.iconButton(IconName.EXPAND, "", "oh-row-remove", "oh-row-more"));
        }

        private Cell(Label who, Label about, Label when, Label whose, Button more) {
            super(new Icon(IconName.EVENT, "oh-row-mark"), List.of(new Line(who, whose), new Line(about, when)), more);
            this.who = who;
            this.about = about;
            this.when = when;
            this.whose = whose;
            this.more = more;
        }

        private static void readLeftToRight(Label label, boolean number) {
            label.setNodeOrientation(number ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.INHERIT);
        }

        @Override
        void mark(@Nullable CallbackRow item) {
            Parts.pseudo(this, "due", item != null && item.due());
        }

        @Override
        String fill(CallbackRow item) {
            who.setText(item.who());
            about.setText(item.about());
            // A number reads left to right in every language, and is never cut.
            readLeftToRight(who, !item.named());
            readLeftToRight(about, item.named());
            who.setMinWidth(item.named() ? 0 : USE_PREF_SIZE);
            whose.setText(item.due() ? words.of("callback.due") : item.whose());
            when.setText(item.when());
            more.setAccessibleText(words.of("callback.more", item.who()));
            more.setOnAction(event -> openMenu(item, more));
            return words.of("callback.row", item.who(), item.about(), item.when(), item.whose());
        }
    }
}
