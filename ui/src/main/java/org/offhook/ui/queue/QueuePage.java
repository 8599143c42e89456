package org.offhook.ui.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CampaignView;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallObjection;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.Promise;
import org.offhook.ui.model.QueueRow;
import org.offhook.ui.text.Words;

/** Numbers that wait, oldest first, and promised calls; the dock dials the oldest, or the selected one. */
public final class QueuePage implements Page {
    /** So many rows are seen at least; the page scrolls before it shows fewer. */
    private static final int ROWS_SEEN = 3;

    private final WindowContext context;
    private final Removals removals;
    private final Words words;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final Switch auto;
    private final ToggleButton waiting;
    private final ToggleButton promised;
    private final HBox choice;
    private final Label count = Parts.label("", "oh-section");
    private final Label empty;
    private final Label hint;
    private final RowList<QueueRow> list;
    private final CallbackList callbacks;
    private boolean autoDial;
    private boolean hinted;
    private boolean narrow;
    private boolean showsCallbacks;

    public QueuePage(WindowContext context, Removals removals) {
        this.context = context;
        this.removals = removals;
        this.words = context.words();
        auto = new Switch(words.of("queue.auto"), words.of("queue.auto.second"));
        auto.getStyleClass().add("oh-card");
        auto.setId("auto-dial");
        auto.setOnAsked(() -> context.door().ask(new AgentCommand.SetAutoDial(!autoDial)));
        waiting = segment("queue-waiting", false);
        promised = segment("queue-callbacks", true);
        choice = new HBox(waiting, promised);
        choice.getStyleClass().add("oh-segments");
        callbacks = new CallbackList(context);
        VBox.setVgrow(callbacks, Priority.ALWAYS);
        empty = Parts.paragraph(words.of("queue.empty"), "oh-empty");
        hint = Parts.paragraph(words.of("queue.removed.hint"), "oh-caption");
        hint.setGraphic(new Icon(IconName.INFO, "oh-caption-icon"));
        list = new RowList<>(context, QueueRow::id, ROWS_SEEN);
        list.getStyleClass().add("oh-queue-list");
        list.setAccessibleText(words.of("tab.queue"));
        list.setCellFactory(view -> new Cell());
        bannerPlace.getChildren().addListener((InvalidationListener) change -> showHint());
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        root.getChildren().addAll(bannerPlace, choice, auto, count, empty, list, hint, callbacks);
    }

    private ToggleButton segment(String id, boolean opensCallbacks) {
        var segment = new ToggleButton();
        segment.getStyleClass().setAll("oh-segment");
        segment.setId(id);
        segment.setMaxWidth(Double.MAX_VALUE);
        segment.setPrefWidth(0);
        HBox.setHgrow(segment, Priority.ALWAYS);
        segment.setOnAction(event -> {
            showsCallbacks = opensCallbacks;
            context.navigator().refresh();
        });
        return segment;
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
    public Pane bannerPlace() {
        return bannerPlace;
    }

    /** The window's form has changed: in the narrow one who asked stands under the number. */
    public void setForm(boolean isNarrow) {
        if (isNarrow != narrow) {
            narrow = isNarrow;
            list.refresh();
        }
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        boolean locked =
                snapshot.work().campaign().filter(CampaignView::autoDialLocked).isPresent();
        autoDial = snapshot.autoDial() || locked;
        auto.setSelected(autoDial);
        auto.setLocked(locked);
        auto.setSecond(words.of(locked ? "queue.auto.locked" : "queue.auto.second"));
        List<QueueRow> rows = QueueRow.of(snapshot, now, context.zone(), words);
        list.show(rows);
        boolean open = DockModel.loggedIn(snapshot);
        boolean hasCallbacks = open
                && (snapshot.work().campaign().isPresent()
                        || !snapshot.work().callbacks().isEmpty());
        showsCallbacks = showsCallbacks && hasCallbacks;
        showChoice(hasCallbacks, rows.size(), snapshot.work().callbacks().size());
        boolean queue = !showsCallbacks;
        boolean waits = open && !rows.isEmpty();
        empty.setText(words.of(open ? "queue.empty" : "loggedOut.closed"));
        Parts.present(auto, open && queue);
        long barred = rows.stream().filter(QueueRow::barred).count();
        count.setText(
                barred == 0
                        ? words.of("queue.waiting", rows.size())
                        : words.of("queue.waiting.barred", rows.size() - barred, barred));
        Parts.present(count, waits && queue);
        Parts.present(list, waits && queue);
        hinted = waits && queue;
        showHint();
        Parts.present(empty, !waits && queue);
        Parts.present(callbacks, showsCallbacks);
        callbacks.show(snapshot, now);
    }

    /** Not under a banner: the rows need the room more. */
    private void showHint() {
        Parts.present(hint, hinted && bannerPlace.getChildren().isEmpty());
    }

    private void showChoice(boolean there, int numbers, int calls) {
        Parts.present(choice, there);
        waiting.setText(numbers == 0 ? words.of("queue.numbers") : words.of("queue.numbers.count", numbers));
        promised.setText(calls == 0 ? words.of("queue.callbacks") : words.of("queue.callbacks.count", calls));
        for (ToggleButton segment : List.of(waiting, promised)) {
            segment.setAccessibleText(segment.getText());
        }
        waiting.setSelected(!showsCallbacks);
        promised.setSelected(showsCallbacks);
    }

    /** The number that the dock dials: the selected one, else the oldest. */
    private Optional<QueueRow> current() {
        return list.selected().or(this::next).or(list::current);
    }

    /** The oldest that is not passed over. */
    private Optional<QueueRow> next() {
        return list.shown().stream().filter(row -> !row.barred()).findFirst();
    }

    /** Goes to a number that waits. */
    public void select(String id) {
        showsCallbacks = false;
        context.navigator().refresh(); // the list has its rows from now on
        list.shown().stream().filter(row -> row.id().equals(id)).findFirst().ifPresent(row -> {
            list.getSelectionModel().select(row);
            list.scrollTo(row);
        });
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        if (showsCallbacks) {
            return callbacks.dock(snapshot);
        }
        Optional<QueueRow> row = current();
        if (row.isEmpty()) {
            return DockView.off(Meaning.DIAL_NEXT, IconName.CALL, words.of("dock.call"), words.of("queue.dock.empty"));
        }
        String text = words.of("queue.dock", row.get().who());
        if (row.get().promise().isPresent()) {
            return DockView.of(
                            Meaning.CALL_BACK,
                            IconName.EVENT,
                            row.get().promise().get().text(words))
                    .about(row.get().id());
        }
        if (row.get().bar().equals(words.of("queue.bar." + ErrorCode.NUMBER_DO_NOT_CALL.code()))) {
            return DockView.off(Meaning.DIAL_NEXT, IconName.CALL, text, words.of("queue.bar.dnc"));
        }
        return CallObjection.over(snapshot, AccountId.MAIN, words)
                .map(why -> DockView.off(Meaning.DIAL_NEXT, IconName.CALL, text, why))
                .orElseGet(() -> DockView.of(Meaning.DIAL_NEXT, IconName.CALL, text)
                        .about(row.get().id()));
    }

    @Override
    public void pressDock() {
        if (showsCallbacks) {
            callbacks.call();
            return;
        }
        current().ifPresent(row -> {
            if (row.promise().isPresent()) {
                promise(row, row.promise().get());
                return;
            }
            boolean oldest = next().filter(row::equals).isPresent();
            context.door().ask(oldest ? new AgentCommand.DialNext() : new AgentCommand.DialQueued(row.id()));
        });
    }

    /** The number leaves the queue for the list of callbacks. */
    private void promise(QueueRow row, Promise promise) {
        context.door().ask(promise.command(), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted _ -> {
                    context.door().ask(new AgentCommand.RemoveQueued(row.id()));
                    context.navigator().say(words.of("callback.promisedNow", row.who()));
                }
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    private final class Cell extends RowCell<QueueRow> {
        private final RowParts parts;

        Cell() {
            this(new RowParts());
        }

        private Cell(RowParts parts) {
            super(parts.first, new VBox(parts.who, parts.number, parts.below), parts.end, parts.remove);
            this.parts = parts;
        }

        @Override
        void mark(@Nullable QueueRow item) {
            Parts.pseudo(this, "barred", item != null && item.barred());
        }

        @Override
        String fill(QueueRow item) {
            parts.place.setText(Integer.toString(item.place()));
            Parts.present(parts.place, !item.barred());
            Parts.present(parts.mark, item.barred());
            String about = item.barred() ? item.bar() : item.asked();
            parts.who.setText(item.who());
            parts.number.setText(item.number());
            Parts.present(parts.number, !item.number().isEmpty());
            parts.below.setText(words.of("state.second.join", about, item.since()));
            Parts.present(parts.below, narrow);
            Parts.present(parts.end, !narrow);
            parts.asked.setText(about);
            parts.since.setText(item.since());
            parts.remove.setAccessibleText(words.of("queue.remove", item.who()));
            parts.remove.setOnAction(event -> removals.remove(item.id(), item.who(), autoDial));
            return item.barred()
                    ? words.of("queue.row.barred", item.bar(), item.who(), item.number(), item.since())
                    : words.of("queue.row", item.place(), item.who(), item.number(), item.asked(), item.since());
        }
    }

    /** What a row is made of. */
    private static final class RowParts {
        private final Label place = Parts.label("", "oh-row-place");
        private final Icon mark = new Icon(IconName.EXCLAMATION, "oh-row-mark");
        private final StackPane first = new StackPane(place, mark);
        private final Label who = Parts.leftToRight(Parts.label("", "oh-row-name"));
        private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
        private final Label below = Parts.label("", "oh-caption", "oh-digits", "oh-row-asked");
        private final Label asked = Parts.label("", "oh-caption", "oh-row-asked");
        private final Label since = Parts.label("", "oh-caption", "oh-digits");
        private final VBox end = new VBox(asked, since);
        private final Button remove = Parts.iconButton(IconName.CLOSE, "", "oh-row-remove");

        RowParts() {
            first.getStyleClass().add("oh-row-first");
        }
    }
}
