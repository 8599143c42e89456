package org.offhook.ui.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.SearchField;
import org.offhook.ui.fx.Sections;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.ShownNumber;
import org.offhook.ui.model.TargetRow;
import org.offhook.ui.text.Words;

/**
 * Whom to send the call to, whom to call beside it, or whom to forward one to that rings. Ask first holds the call and dials; Send now sends it without a word. Enter
 * chooses, and dials where that can be taken back; sending a call away is a press on the dock.
 */
public final class TargetPage implements Page {
    /** Why it was opened. */
    public enum Purpose {
        TRANSFER,
        ADD,
        /** The call still rings: its card stays in sight above. */
        FORWARD
    }

    private final WindowContext context;
    private final Words words;
    private final Purpose purpose;
    private final CallId call;
    private final CallView about;
    private final String who;
    private final VBox root = new VBox();
    private final ToggleButton askFirst;
    private final ToggleButton sendNow;
    private final TextField search;
    private final ListView<TargetRow> list = new ListView<>();
    private final Sections<TargetRow> sections = new Sections<>(list, TargetRow::heading);
    private final Label empty = Parts.paragraph("", "oh-empty");
    private AgentSnapshot snapshot;
    private boolean asks = true;
    private boolean busy;
    private boolean left;

    TargetPage(WindowContext context, Purpose purpose, CallView about, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.purpose = purpose;
        this.call = about.id();
        this.about = about;
        this.snapshot = first;
        who = about.party().name().isEmpty()
                ? ShownNumber.of(about.party().number(), first)
                : about.party().name();
        askFirst = segment("target.askFirst", true);
        sendNow = segment("target.sendNow", false);
        var segments = new HBox(askFirst, sendNow);
        segments.getStyleClass().add("oh-segments");
        Parts.present(segments, purpose == Purpose.TRANSFER);
        var room = new Region();
        room.getStyleClass().add("oh-incoming-room");
        Parts.present(room, purpose == Purpose.FORWARD);
        asks = purpose != Purpose.FORWARD && first.phone().hasFreeLine();
        askFirst.setDisable(!asks);
        showChoice();
        var searching = new SearchField(words.of("target.search"));
        search = searching.field();
        search.setId("target-search");
        search.textProperty().addListener((property, before, now) -> fill());
        search.setOnAction(event -> entered());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::chooseByArrows);
        list.getStyleClass().addAll("oh-list", "oh-targets");
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::chooseByArrows);
        list.setAccessibleText(words.of("target.list"));
        list.setCellFactory(view -> new TargetCell(words, sections));
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> context.navigator().refresh());
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        root.getChildren().addAll(room, segments, searching, empty, list);
        fill();
    }

    private ToggleButton segment(String key, boolean asking) {
        ToggleButton segment = new ToggleButton(words.of(key)) {
            @Override
            public void fire() {
                asks = asking; // one is always chosen
                showChoice();
                context.navigator().refresh();
            }
        };
        segment.getStyleClass().setAll("oh-segment");
        segment.setId(asking ? "target-ask-first" : "target-send-now");
        segment.setAccessibleText(segment.getText());
        segment.setMaxWidth(Double.MAX_VALUE);
        segment.setPrefWidth(0);
        HBox.setHgrow(segment, Priority.ALWAYS);
        return segment;
    }

    private void showChoice() {
        askFirst.setSelected(asks);
        sendNow.setSelected(!asks);
    }

    private void fill() {
        TargetRow chosen = chosen();
        List<TargetRow> rows = TargetRow.of(snapshot, about, search.getText(), words);
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
            sections.markAll();
        }
        Optional<TargetRow> wanted = rows.stream()
                .filter(row -> row.typed()
                        || (chosen != null && !row.heading() && row.dialled().equals(chosen.dialled())))
                .findFirst();
        if (wanted.isPresent()) {
            list.getSelectionModel().select(wanted.get());
        } else {
            list.getSelectionModel().clearSelection();
        }
        empty.setText(words.of(search.getText().isBlank() ? "target.none" : "target.noMatch"));
        Parts.present(empty, rows.isEmpty());
        Parts.present(list, !rows.isEmpty());
        context.navigator().refresh();
    }

    /** Who is chosen; nobody while a heading is where the selection was put. */
    private @Nullable TargetRow chosen() {
        TargetRow row = list.getSelectionModel().getSelectedItem();
        return row == null || row.heading() ? null : row;
    }

    private void chooseByArrows(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            event.consume();
            int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
            int next = list.getSelectionModel().getSelectedIndex() + step;
            while (next >= 0 && next < list.getItems().size()) {
                if (!list.getItems().get(next).heading()) {
                    list.getSelectionModel().select(next);
                    list.scrollTo(Math.max(0, next - 1)); // with the heading above it
                    return;
                }
                next += step;
            }
        }
    }

    private void entered() {
        if (chosen() == null) {
            list.getItems().stream()
                    .filter(row -> !row.heading())
                    .findFirst()
                    .ifPresent(row -> list.getSelectionModel().select(row));
        } else if (!sends()) {
            pressDock();
        }
    }

    /** Whether a press sends the call away, which cannot be taken back. */
    private boolean sends() {
        return purpose == Purpose.FORWARD || (purpose == Purpose.TRANSFER && !asks);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public String title() {
        return switch (purpose) {
            case TRANSFER -> words.of("target.title.transfer", who);
            case ADD -> words.of("target.title.add");
            case FORWARD -> words.of("target.title.forward", who);
        };
    }

    @Override
    public String helpTopic() {
        return "target";
    }

    @Override
    public boolean keepsDock() {
        return true;
    }

    @Override
    public Node firstFocus() {
        return search;
    }

    @Override
    public void show(AgentSnapshot now, Instant time) {
        boolean told = !now.phone().watch().equals(snapshot.phone().watch());
        snapshot = now;
        if (told) {
            fill(); // what a colleague does has changed
        }
        askFirst.setDisable(!now.phone().hasFreeLine());
        boolean over = now.phone()
                .call(call)
                .filter(purpose == Purpose.FORWARD ? Calls::rings : CallView::live)
                .isEmpty();
        if (over && !left) {
            left = true;
            context.navigator().back(); // there is nothing left to send anywhere
        }
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant time) {
        Meaning meaning = sends() ? Meaning.SEND_CALL : Meaning.ASK_FIRST;
        IconName icon = sends() ? IconName.TRANSFER : IconName.CALL;
        if (busy) {
            return DockView.off(meaning, IconName.SYNC, words.of(doing()), "");
        }
        TargetRow row = chosen();
        if (row == null) {
            return DockView.off(meaning, icon, words.of(nobody()), words.of("target.dock.why"))
                    .about(call.value());
        }
        boolean possible = sends() || now.phone().hasFreeLine();
        String text = words.of(somebody(), row.name());
        return possible
                ? DockView.of(meaning, icon, text).about(call.value())
                : DockView.off(meaning, icon, text, words.of("target.noLine")).about(call.value());
    }

    private String doing() {
        return switch (purpose) {
            case TRANSFER -> asks ? "target.calling" : "call.transferring";
            case ADD -> "target.calling";
            case FORWARD -> "target.forwarding";
        };
    }

    private String somebody() {
        return switch (purpose) {
            case TRANSFER -> asks ? "target.dock.ask" : "target.dock.send";
            case ADD -> "target.dock.add";
            case FORWARD -> "target.dock.forward";
        };
    }

    private String nobody() {
        return switch (purpose) {
            case TRANSFER -> asks ? "target.dock.ask.none" : "target.dock.send.none";
            case ADD -> "target.dock.add.none";
            case FORWARD -> "target.dock.forward.none";
        };
    }

    /** Over the account of the call that it is about: only calls of one account can be connected with one another. */
    private AccountId account() {
        return snapshot.phone().call(call).map(CallView::account).orElse(AccountId.MAIN);
    }

    @Override
    public void pressDock() {
        TargetRow row = chosen();
        if (row == null || busy) {
            return;
        }
        busy = true;
        AgentCommand command = sends()
                ? new AgentCommand.Phone(new PhoneCommand.TransferCall(call, row.dialled()))
                : new AgentCommand.Consult(ManualDial.typed(row.dialled()).over(account()));
        context.door().ask(command, outcome -> {
            busy = false;
            switch (outcome) {
                case CommandOutcome.Accepted _ -> {
                    if (!left) {
                        left = true;
                        context.navigator().back();
                    }
                }
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
        context.navigator().refresh();
    }

    @Override
    public boolean escape() {
        boolean had = !search.getText().isEmpty();
        search.clear();
        return had;
    }

    @Override
    public boolean digitTyped(String digit) {
        search.requestFocus();
        search.end();
        search.appendText(digit);
        return true;
    }
}
