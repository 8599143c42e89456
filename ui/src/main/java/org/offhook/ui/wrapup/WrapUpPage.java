package org.offhook.ui.wrapup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.Draft;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.DwellGuard;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.ResultChoice;
import org.offhook.ui.model.WrapUpCard;
import org.offhook.ui.model.WrapUpDock;
import org.offhook.ui.model.WrapUpNotes;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** The result of a call: chosen by press or digit and changed until it is saved. Every change is kept durably as a draft. */
public final class WrapUpPage implements Page {
    private static final Duration TYPING_PAUSE = Duration.ofMillis(400);

    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final Label who = Parts.label("", "oh-heading");
    private final Label number = Parts.leftToRight(Parts.label("", "oh-caption", "oh-digits"));
    private final Label ended = Parts.label("", "oh-caption");
    private final ResultGrid results;
    private final CallbackEntry callback;
    private final TextField note = new TextField();
    private final Label question;
    private final Label trouble = Parts.paragraph("", "oh-error-text");
    private AgentSnapshot snapshot;
    private Optional<WrapUpView> view = Optional.empty();
    private WrapUpNotes notes;
    private Draft sent = Draft.EMPTY;
    private Instant began;
    private String refused = "";
    private boolean showing;
    private Runnable cancelPause = () -> {};

    public WrapUpPage(WindowContext context, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.snapshot = first;
        began = context.clock().instant();
        notes = WrapUpNotes.of(Draft.EMPTY, began, context.zone());
        question = Parts.label(words.of("wrapUp.question"), "oh-section");
        results = new ResultGrid(words, this::choose);
        callback = new CallbackEntry(words, this::today, this::callbackChanged);
        who.setMinWidth(0);
        var lines = new VBox(who, number);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        ended.setWrapText(true);
        ended.setTextAlignment(TextAlignment.RIGHT);
        ended.setAlignment(Pos.TOP_RIGHT);
        ended.getStyleClass().add("oh-wrap-up-ended");
        var head = new HBox(lines, ended);
        head.getStyleClass().add("oh-wrap-up-head");
        note.getStyleClass().add("oh-field");
        note.setId("wrap-up-note");
        name("wrapUp.note");
        note.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() <= Draft.LONGEST_NOTE ? change : null));
        note.textProperty().addListener((property, before, now) -> noteTyped(now));
        note.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                sendDraft();
            }
        });
        trouble.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        trouble.setId("wrap-up-trouble");
        Parts.present(trouble, false);
        var choosing = new VBox(question, trouble, results);
        choosing.getStyleClass().add("oh-choosing");
        root.getStyleClass().addAll("oh-page", "oh-wrap-up-page");
        root.getChildren().addAll(head, bannerPlace, choosing, callback, note);
    }

    /** The note's field, for where the lead stands. */
    public Node giveNote() {
        root.getChildren().remove(note);
        name("wrapUp.note.call"); // the lead has a note of its own
        return note;
    }

    /** The note's field stands here again. */
    public void takeNote() {
        if (!root.getChildren().contains(note)) {
            name("wrapUp.note");
            root.getChildren().add(note);
        }
    }

    private void name(String key) {
        note.setPromptText(words.of(key));
        note.setAccessibleText(words.of(key));
    }

    private LocalDate today() {
        return context.clock().instant().atZone(zone()).toLocalDate();
    }

    private ZoneId zone() {
        return view.map(shown -> WrapUpCard.zone(shown, snapshot, context.zone()))
                .orElse(context.zone());
    }

    @Override
    public String helpTopic() {
        return "wrapUp";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public @Nullable Pane bannerPlace() {
        return bannerPlace;
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        snapshot = now;
        Optional<CallId> before = view.map(WrapUpView::call);
        view = now.work().wrapUp();
        if (view.isEmpty()) {
            return;
        }
        WrapUpView shown = view.get();
        if (!before.equals(Optional.of(shown.call()))) {
            began = at;
            refused = "";
            cancelPause.run();
            results.closeSearch();
            notes = WrapUpNotes.of(shown.draft(), at, zone());
            sent = shown.draft();
        }
        if (shown.saving() == Saving.SAVING) {
            refused = "";
        }
        showing = true;
        WrapUpCard card = WrapUpCard.of(shown, now, words);
        who.setText(card.who());
        number.setText(card.number());
        Parts.present(number, !card.number().isEmpty());
        ended.setText(card.ended());
        boolean open = shown.saving() != Saving.SAVING;
        results.show(ResultChoice.of(now.work().dispositions()), notes.disposition(), open);
        boolean callsBack = notes.callsBack(now.work().dispositions());
        callback.show(callbackTitle(at), notes.day(), notes.time(), notes.mine(), problem(at));
        callback.setVisible(callsBack && !results.searching()); // its room is kept
        callback.setDisable(!open);
        if (!note.getText().equals(notes.note())) {
            note.setText(notes.note());
        }
        note.setDisable(!open);
        String said = !refused.isEmpty() ? refused : shown.saving() == Saving.FAILED ? words.of("wrapUp.failed") : "";
        trouble.setText(said);
        Parts.present(trouble, !said.isEmpty());
        Parts.present(question, said.isEmpty()); // what went wrong takes its place
        showing = false;
    }

    /** "Call back", and what time it is there when that is another than here. */
    private String callbackTitle(Instant at) {
        ZoneId there = zone();
        String heading = words.of("wrapUp.callback");
        return there.getRules().getOffset(at).equals(context.zone().getRules().getOffset(at))
                ? heading
                : words.of("wrapUp.callback.there", heading, TimeText.ofDay(at, there));
    }

    private String problem(Instant at) {
        return notes.problem(snapshot.work().dispositions(), at, zone())
                .map(problem -> words.of("wrapUp.callback.problem.", problem))
                .orElse("");
    }

    private void choose(String code) {
        if (view.filter(shown -> shown.saving() != Saving.SAVING).isPresent()) {
            notes = notes.withDisposition(code);
            sendDraft();
            context.navigator().refresh();
        }
    }

    private void callbackChanged() {
        notes = notes.withCallback(callback.day(), callback.time(), callback.mine());
        sendDraft();
        context.navigator().refresh();
    }

    private void noteTyped(String text) {
        if (!showing) {
            notes = notes.withNote(text);
            cancelPause.run();
            cancelPause = context.alarm().after(TYPING_PAUSE, this::sendDraft);
        }
    }

    /** Keeps what has changed since it was kept last. */
    private void sendDraft() {
        cancelPause.run();
        Optional<WrapUpView> shown = view;
        if (shown.isEmpty()) {
            return;
        }
        Draft draft = notes.draft(snapshot.work().dispositions());
        if (!draft.equals(sent)) {
            sent = draft;
            context.door().ask(new AgentCommand.DraftWrapUp(shown.get().call(), draft));
        }
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant at) {
        return WrapUpDock.of(now, notes, at, zone(), words);
    }

    @Override
    public void pressDock() {
        Instant now = context.clock().instant();
        Optional<WrapUpView> shown = view;
        if (shown.isEmpty()
                || !WrapUpDock.of(snapshot, notes, now, zone(), words).enabled()) {
            return;
        }
        sendDraft();
        refused = "";
        context.door().ask(new AgentCommand.SaveWrapUp(shown.get().call()), outcome -> {
            if (outcome instanceof CommandOutcome.Refused no) {
                refused = words.of(
                        "wrapUp.notSaved", words.title(no.error()), no.error().code());
            }
            context.navigator().refresh();
        });
    }

    @Override
    public boolean digitTyped(String digit) {
        return digit.length() == 1 && chooseByKey(digit.charAt(0) - '0');
    }

    /** The result with this digit; true when there is one. A digit that was meant for the call that has just ended chooses nothing. */
    public boolean chooseByKey(int key) {
        List<ResultChoice> choices = ResultChoice.of(snapshot.work().dispositions());
        Optional<ResultChoice> choice = ResultChoice.byKey(choices, key);
        boolean settled = !context.clock().instant().isBefore(began.plus(DwellGuard.DWELL));
        if (settled) {
            choice.ifPresent(found -> choose(found.disposition().code()));
        }
        return choice.isPresent();
    }

    @Override
    public boolean escape() {
        boolean was = results.closeSearch();
        if (was) {
            context.navigator().refresh();
        }
        return was;
    }
}
