package org.offhook.ui.queue;

import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.QueueRow;
import org.offhook.ui.text.Words;

/** Numbers that wait, oldest first; the dock dials the oldest. */
public final class QueuePage implements Page {
    private final WindowContext context;
    private final Removals removals;
    private final Words words;
    private final VBox root = new VBox();
    private final Switch auto;
    private final Label count = Parts.label("", "oh-section");
    private final Label empty;
    private final Label hint;
    private final ListView<QueueRow> list = new ListView<>();
    private List<QueueRow> shown = List.of();
    private boolean autoDial;

    public QueuePage(WindowContext context, Removals removals) {
        this.context = context;
        this.removals = removals;
        this.words = context.words();
        auto = new Switch(words.of("queue.auto"), words.of("queue.auto.second"));
        auto.getStyleClass().add("oh-card");
        auto.setId("auto-dial");
        auto.setOnAsked(() -> context.door().ask(new AgentCommand.SetAutoDial(!autoDial)));
        empty = Parts.paragraph(words.of("queue.empty"), "oh-empty");
        hint = Parts.paragraph(words.of("queue.removed.hint"), "oh-caption");
        hint.setGraphic(new Icon(IconName.INFO, "oh-caption-icon"));
        list.getStyleClass().addAll("oh-list", "oh-card");
        list.setAccessibleText(words.of("tab.queue"));
        list.setCellFactory(view -> new Cell());
        list.fixedCellSizeProperty().addListener(change -> fitRows());
        list.insetsProperty().addListener(change -> fitRows());
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        root.getChildren().addAll(auto, count, empty, list, hint);
    }

    @Override
    public String helpTopic() {
        return "queue";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        autoDial = snapshot.autoDial();
        auto.setSelected(autoDial);
        List<QueueRow> rows = QueueRow.of(snapshot, now, words);
        if (!rows.equals(shown)) {
            QueueRow selected = list.getSelectionModel().getSelectedItem();
            shown = rows;
            list.getItems().setAll(rows);
            fitRows();
            rows.stream()
                    .filter(row -> selected != null && row.id().equals(selected.id()))
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
        }
        boolean open = DockModel.loggedIn(snapshot);
        boolean waits = open && !rows.isEmpty();
        empty.setText(words.of(open ? "queue.empty" : "loggedOut.closed"));
        Parts.present(auto, open);
        count.setText(words.of("queue.waiting", rows.size()));
        Parts.present(count, waits);
        Parts.present(list, waits);
        Parts.present(hint, waits);
        Parts.present(empty, !waits);
    }

    /** The list ends with its last row. */
    private void fitRows() {
        double border = list.snappedTopInset() + list.snappedBottomInset();
        list.setPrefHeight(shown.size() * list.getFixedCellSize() + border);
        list.setMaxHeight(list.getPrefHeight());
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        List<QueueRow> rows = QueueRow.of(snapshot, now, words);
        if (rows.isEmpty()) {
            return DockView.off(Meaning.DIAL_NEXT, IconName.CALL, words.of("dock.call"), words.of("queue.dock.empty"));
        }
        String text = words.of("queue.dock", rows.getFirst().who());
        return DockModel.mayCall(snapshot)
                ? DockView.of(Meaning.DIAL_NEXT, IconName.CALL, text)
                        .about(rows.getFirst().id())
                : DockView.off(Meaning.DIAL_NEXT, IconName.CALL, text, words.of("dock.call.notConnected"));
    }

    @Override
    public void pressDock() {
        context.door().ask(new AgentCommand.DialNext());
    }

    private final class Cell extends ListCell<QueueRow> {
        private final Label place = Parts.label("", "oh-row-place");
        private final Label who = Parts.leftToRight(Parts.label("", "oh-row-name"));
        private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
        private final Label asked = Parts.label("", "oh-caption");
        private final Label since = Parts.label("", "oh-caption", "oh-digits");
        private final Button remove = Parts.iconButton(IconName.CLOSE, "", "oh-row-remove");
        private final HBox row;

        Cell() {
            getStyleClass().add("oh-row");
            var lines = new VBox(who, number);
            lines.setAlignment(Pos.CENTER_LEFT);
            lines.setMinWidth(0);
            HBox.setHgrow(lines, Priority.ALWAYS);
            var end = new VBox(asked, since);
            end.setAlignment(Pos.CENTER_RIGHT);
            end.setMinWidth(Region.USE_PREF_SIZE);
            row = Parts.row("oh-row-content", place, lines, end, remove);
        }

        @Override
        protected void updateItem(@Nullable QueueRow item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            if (item == null || isEmpty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            place.setText(Integer.toString(item.place()));
            who.setText(item.who());
            number.setText(item.number());
            Parts.present(number, !item.number().isEmpty());
            asked.setText(item.asked());
            since.setText(item.since());
            remove.setAccessibleText(words.of("queue.remove", item.who()));
            remove.setOnAction(event -> removals.remove(item.id(), item.who(), autoDial));
            setGraphic(row);
            setAccessibleText(
                    words.of("queue.row", item.place(), item.who(), item.number(), item.asked(), item.since()));
        }
    }
}
