package org.offhook.ui.admin;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.campaign.transfer.NumberLines;
import org.offhook.ui.fx.FormField;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;

/** Numbers, one a line, that go on a do-not-call list or off it. */
final class NumbersPage extends AdminSubPage {
    private static final int MOST_CHARACTERS = 1_000_000;

    /** Which way they go. */
    enum Way {
        ADD,
        REMOVE
    }

    private final Way way;
    private final String campaign;
    private final String first;
    private final Runnable changed;
    private final TextArea numbers = new TextArea();
    private final FormField field;
    private final Label question = Parts.paragraph("", "oh-admin-question");
    private boolean asking;
    private boolean busy;

    NumbersPage(AdminContext admin, Way way, String campaign, String first, Runnable changed) {
        super(admin, admin.words().of("admin.numbers.title.", way));
        this.way = way;
        this.campaign = campaign;
        this.changed = changed;
        this.first = first;
        root.getStyleClass().add("oh-form-page");
        numbers.setText(first);
        numbers.getStyleClass().add("oh-admin-area");
        numbers.setId("admin-numbers");
        numbers.setPromptText(words.of("admin.numbers.prompt"));
        numbers.textProperty().addListener((property, before, now) -> showFault(""));
        // Tab goes on to the next control; nobody types one into a number.
        numbers.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                event.consume();
                numbers.requestFocusTraversal(
                        event.isShiftDown()
                                ? javafx.scene.TraversalDirection.PREVIOUS
                                : javafx.scene.TraversalDirection.NEXT);
            }
        });
        field = new FormField(words.of("admin.numbers"), numbers, words.of("admin.numbers.help")).compact();
        Parts.leftToRight(numbers);
        VBox.setVgrow(field, Priority.ALWAYS);
        VBox.setVgrow(numbers, Priority.ALWAYS);
        Parts.present(question, false);
        question.setFocusTraversable(true);
        String of = campaign.isEmpty() ? words.of("admin.campaign.all") : campaign;
        add(question, Parts.paragraph(words.of("admin.numbers.of.", way).replace("{0}", of), "oh-caption"), field);
    }

    private void showFault(String text) {
        field.showError(text);
    }

    @Override
    public Node firstFocus() {
        return numbers;
    }

    @Override
    DockView dock() {
        if (busy) {
            return busy(words.of("admin.saving"));
        }
        return asking
                ? agree(words.of("admin.remove")).withSecond(words.of("admin.keep"))
                : act(words.of("admin.numbers.do.", way));
    }

    @Override
    void pressed() {
        if (busy) {
            return;
        }
        String text = numbers.getText();
        if (text.isBlank()) {
            showFault(words.of("admin.numbers.empty"));
        } else if (text.length() > MOST_CHARACTERS) {
            showFault(words.of("admin.numbers.tooMany"));
        } else if (way == Way.REMOVE && !asking) {
            ask(true);
        } else {
            work(text.lines().toList());
        }
    }

    @Override
    void secondPressed() {
        if (asking && !busy) {
            ask(false);
        }
    }

    @Override
    boolean holdsEntries() {
        return !busy && !numbers.getText().equals(first);
    }

    @Override
    void dropQuestion() {
        if (asking) {
            ask(false);
        }
    }

    private void ask(boolean now) {
        asking = now;
        numbers.setDisable(now);
        question.setText(words.of("admin.numbers.question"));
        Parts.present(question, now);
        if (now) {
            question.requestFocus();
        }
        admin.window().navigator().refresh();
    }

    private void work(List<String> lines) {
        busy = true;
        numbers.setDisable(true);
        showTrouble("");
        admin.window().navigator().refresh();
        admin.ask(
                administration -> way == Way.ADD
                        ? administration.dnc().add(campaign, lines)
                        : administration.dnc().remove(campaign, lines),
                this::done,
                thrown -> {
                    busy = false;
                    ask(false);
                    showTrouble(Troubles.sentence(thrown, words));
                });
    }

    private void done(NumberLines.Result result) {
        changed.run();
        back();
        say(words.of("admin.numbers.done.", way)
                .replace("{0}", Long.toString(result.changed()))
                .replace("{1}", Long.toString(result.refused())));
    }
}
