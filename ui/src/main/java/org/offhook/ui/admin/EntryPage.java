package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.ui.admin.EntryKind.Ending;
import org.offhook.ui.admin.EntryKind.EntryForm;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;

/** One entry, new or there: its form, Save, and taking it out of use. */
final class EntryPage<T> extends AdminSubPage {
    private final EntryKind<T> kind;
    private final Optional<T> before;
    private final Runnable changed;
    private final FormFields fields;
    private final EntryForm<T> form;
    private final List<Object> fresh;
    private final Label question = Parts.paragraph("", "oh-admin-question");
    private Stage stage = Stage.OPEN;
    private Runnable agreed = () -> {};
    private String agreedText = "";

    private enum Stage {
        OPEN,
        /** A question is on screen: something would be lost. */
        ASKING,
        BUSY
    }

    /** @param changed runs when the store has taken a change */
    EntryPage(AdminContext admin, EntryKind<T> kind, Optional<T> before, Choices choices, Runnable changed) {
        super(admin, title(admin, kind, before));
        this.kind = kind;
        this.before = before;
        this.changed = changed;
        fields = new FormFields(words, this::pressDock);
        form = kind.form(before, choices, fields);
        fresh = fields.state();
        question.setGraphic(new Icon(IconName.EXCLAMATION, "oh-admin-question-mark"));
        question.setFocusTraversable(true);
        Parts.present(question, false);
        root.getStyleClass().add("oh-form-page");
        add(question, fields);
    }

    private static <T> String title(AdminContext admin, EntryKind<T> kind, Optional<T> before) {
        return before.map(entry -> kind.row(entry).title())
                .orElseGet(() -> admin.words().of("admin.new.", kind.kind()));
    }

    @Override
    public @Nullable Node firstFocus() {
        return fields.first();
    }

    @Override
    DockView dock() {
        return switch (stage) {
            case BUSY -> busy(words.of("admin.saving"));
            case ASKING -> agree(agreedText).withSecond(words.of("admin.keep"));
            case OPEN -> (readOnly() ? done() : act(words.of("admin.save"))).withSecond(second());
        };
    }

    private boolean readOnly() {
        return before.isPresent() && !kind.changes();
    }

    private String second() {
        return before.flatMap(kind::ending)
                .map(ending -> switch (ending) {
                    case Ending.Switch<T> turn -> words.of(turn.on() ? "admin.activate" : "admin.deactivate");
                    case Ending.Loss<T> loss -> loss.verb();
                })
                .orElse("");
    }

    @Override
    void pressed() {
        switch (stage) {
            case BUSY -> {}
            case ASKING -> {
                Runnable act = agreed;
                leaveQuestion();
                act.run();
            }
            case OPEN -> {
                if (readOnly()) {
                    back();
                } else {
                    save();
                }
            }
        }
    }

    @Override
    void secondPressed() {
        switch (stage) {
            case BUSY -> {}
            case ASKING -> leaveQuestion();
            case OPEN -> before.ifPresent(entry -> kind.ending(entry).ifPresent(ending -> end(entry, ending)));
        }
    }

    @Override
    public boolean escape() {
        if (stage == Stage.ASKING) {
            leaveQuestion();
            return true;
        }
        return super.escape();
    }

    @Override
    boolean holdsEntries() {
        return stage != Stage.BUSY && !readOnly() && !fields.state().equals(fresh);
    }

    @Override
    void dropQuestion() {
        if (stage == Stage.ASKING) {
            leaveQuestion();
        }
    }

    private void save() {
        showTrouble("");
        fields.clearErrors();
        Optional<T> entered = form.entered();
        if (entered.isEmpty()) {
            fields.focusFirstError();
            return;
        }
        T after = entered.get();
        List<EntryFault> faults = EntryRules.fresh(before.map(kind::faults).orElse(List.of()), kind.faults(after));
        if (!faults.isEmpty()) {
            fields.show(faults).stream().findFirst().ifPresent(fault -> showTrouble(words.of("admin.fault.", fault)));
            return;
        }
        String loss = before.map(old -> kind.loss(old, after)).orElse("");
        if (loss.isEmpty()) {
            store(after);
        } else {
            ask(loss, words.of("admin.save"), () -> store(after));
        }
    }

    private void store(T after) {
        work(
                administration -> form.adding(after)
                        .filter(_ -> before.isEmpty())
                        .ifPresentOrElse(
                                adding -> adding.to(administration), () -> kind.save(administration, before, after)),
                () -> {
                    say(words.of(
                            before.isPresent() ? "admin.changed" : "admin.added",
                            kind.row(after).title()));
                    if (before.isEmpty()) {
                        form.added(after);
                    }
                });
    }

    private void end(T entry, Ending<T> ending) {
        String name = kind.row(entry).title();
        switch (ending) {
            case Ending.Switch<T> turn ->
                work(administration -> kind.save(administration, before, turn.switched()), () -> {
                    String said = words.of(turn.on() ? "admin.activated" : "admin.deactivated", name);
                    admin.window()
                            .navigator()
                            .offer(said, words.of("queue.undo"), () -> undo(turn.switched(), entry, name));
                });
            case Ending.Loss<T> loss ->
                ask(
                        loss.question(),
                        loss.verb(),
                        () -> work(
                                administration -> loss.work().from(administration, entry),
                                () -> say(words.of("admin.removed", name))));
        }
    }

    private void undo(T switched, T entry, String name) {
        admin.ask(
                administration -> {
                    kind.save(administration, Optional.of(switched), entry);
                    return entry;
                },
                _ -> {
                    say(words.of("admin.undone", name));
                    changed.run();
                },
                thrown -> say(Troubles.sentence(thrown, words)));
    }

    /** Work on the store; when it is done this page closes, then {@code after}. */
    private void work(Consumer<Administration> what, Runnable after) {
        stage = Stage.BUSY;
        fields.setDisable(true);
        admin.window().navigator().refresh();
        admin.ask(
                administration -> {
                    what.accept(administration);
                    return kind;
                },
                _ -> {
                    changed.run();
                    back();
                    after.run();
                },
                this::failed);
    }

    private void failed(Throwable thrown) {
        stage = Stage.OPEN;
        fields.setDisable(readOnly());
        if (!(thrown instanceof ChangeRefused refused && fields.show(refused))) {
            showTrouble(Troubles.sentence(thrown, words));
        }
    }

    private void ask(String text, String yes, Runnable act) {
        stage = Stage.ASKING;
        agreed = act;
        agreedText = yes;
        question.setText(text);
        question.setAccessibleText(text);
        Parts.present(question, true);
        fields.setDisable(true);
        question.requestFocus();
        admin.window().navigator().refresh();
    }

    private void leaveQuestion() {
        stage = Stage.OPEN;
        Parts.present(question, false);
        fields.setDisable(readOnly());
        admin.window().navigator().refresh();
    }
}
