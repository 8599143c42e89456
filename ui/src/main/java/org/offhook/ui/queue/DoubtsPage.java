package org.offhook.ui.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.DoubtRow;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/**
 * Calls of which nobody knows whether they were dialled, and a person's word on each: done with, or dialled once more. Dialling again asks
 * first, because the customer's phone may ring a second time.
 */
public final class DoubtsPage implements Page {
    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final Label about;
    private final Label question = Parts.paragraph("", "oh-admin-question");
    private final RowList<DoubtRow> list;
    private boolean asking;
    private boolean busy;

    public DoubtsPage(WindowContext context) {
        this.context = context;
        this.words = context.words();
        about = Parts.paragraph(words.of("doubt.about"), "oh-caption");
        question.setFocusTraversable(true);
        list = new RowList<>(context, row -> row.kind() + " " + row.id(), 0);
        list.setId("doubt-list");
        list.setAccessibleText(words.of("doubt.title"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            asking = false;
            context.navigator().refresh();
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-list-page");
        root.getChildren().addAll(bannerPlace, about, list, question);
    }

    @Override
    public String title() {
        return words.of("doubt.title");
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

    @Override
    public @Nullable Node firstFocus() {
        return list;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        List<DoubtRow> rows = DoubtRow.of(snapshot, now, context.zone(), words);
        list.show(rows);
        if (!rows.isEmpty() && list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst(); // what the dock is about is seen
        }
        Parts.present(list, !rows.isEmpty());
        about.setText(words.of(rows.isEmpty() ? "doubt.empty" : "doubt.about"));
        Optional<DoubtRow> row = list.current();
        asking = asking && row.isPresent();
        Parts.present(question, asking);
        question.setText(
                row.map(one -> words.of("doubt.again.question", one.who())).orElse(""));
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        Optional<DoubtRow> row = list.current();
        if (row.isEmpty()) {
            return DockView.of(Meaning.CLOSE_PAGE, IconName.CHECK, words.of("dock.done"));
        }
        if (busy) {
            return DockView.off(Meaning.SETTLE, IconName.SYNC, words.of("doubt.busy"), "");
        }
        String subject = row.get().kind() + " " + row.get().id();
        return asking
                ? DockView.of(Meaning.SETTLE, IconName.CALL, words.of("doubt.again"))
                        .withSecond(words.of("doubt.keep"))
                        .about("again " + subject)
                : new DockView(
                        Meaning.SETTLE,
                        IconName.CHECK,
                        words.of("doubt.settle"),
                        true,
                        words.of("doubt.settle.help", row.get().who()),
                        words.of("doubt.again"),
                        subject);
    }

    @Override
    public void pressDock() {
        if (list.current().isEmpty()) {
            context.navigator().back();
        } else if (!busy) {
            decide(list.current().get(), asking);
        }
    }

    @Override
    public void pressSecond() {
        if (!busy) {
            asking = !asking;
            context.navigator().refresh();
            if (asking) {
                question.requestFocus();
            }
        }
    }

    private void decide(DoubtRow row, boolean again) {
        busy = true;
        asking = false;
        context.navigator().refresh();
        context.door().ask(new AgentCommand.DecideDoubt(row.kind(), row.id(), again), outcome -> {
            busy = false;
            switch (outcome) {
                case CommandOutcome.Accepted _ ->
                    context.navigator().say(words.of(again ? "doubt.dialled" : "doubt.settled", row.who()));
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    private final class Cell extends RowCell<DoubtRow> {
        private final Label who;
        private final Label second;
        private final Label when;
        private final Label asked;

        Cell() {
            this(
                    Parts.leftToRight(Parts.label("", "oh-row-name")),
                    Parts.label("", "oh-caption", "oh-digits"),
                    Parts.label("", "oh-row-time", "oh-digits"),
                    Parts.label("", "oh-caption"));
        }

        private Cell(Label who, Label second, Label when, Label asked) {
            super(new Icon(IconName.HELP, "oh-row-mark"), List.of(new Line(who, when), new Line(second, asked)));
            this.who = who;
            this.second = second;
            this.when = when;
            this.asked = asked;
        }

        @Override
        String fill(DoubtRow item) {
            who.setText(item.who());
            second.setText(item.about());
            when.setText(item.when());
            asked.setText(item.asked());
            return words.of("doubt.accessible", item.who(), item.about(), item.asked(), item.when());
        }
    }
}
