package org.offhook.ui.dial;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.InformationView;
import org.offhook.ui.model.InformationView.AboutNumber;
import org.offhook.ui.model.InformationView.Figure;
import org.offhook.ui.model.InformationView.NextInQueue;
import org.offhook.ui.model.InformationView.Today;
import org.offhook.ui.model.Promise;
import org.offhook.ui.text.NumberText;

/** The place above the number field. */
final class InformationArea extends StackPane {
    private final WindowContext context;
    private @Nullable InformationView shown;
    private boolean shownEnabled;
    private boolean shownStacked;

    InformationArea(WindowContext context) {
        this.context = context;
        getStyleClass().add("oh-information");
        setAlignment(Pos.TOP_LEFT);
    }

    /**
     * @param mayCall whether Dial next can be pressed
     * @param stacked Dial next stands under the number, because the window is narrow
     */
    void show(InformationView view, boolean mayCall, boolean stacked) {
        if (view.equals(shown) && mayCall == shownEnabled && stacked == shownStacked) {
            return;
        }
        shown = view;
        shownEnabled = mayCall;
        shownStacked = stacked;
        getChildren().setAll(build(view, mayCall));
    }

    private Node build(InformationView view, boolean mayCall) {
        return switch (view) {
            case AboutNumber about -> about(about);
            case NextInQueue next -> next(next, mayCall);
            case Today today -> today(today);
        };
    }

    private Node about(AboutNumber about) {
        var card = new VBox();
        card.getStyleClass().addAll("oh-card", "oh-about");
        if (about.wrong()) {
            Label wrong = Parts.paragraph(about.title(), "oh-error-text");
            wrong.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
            card.getChildren().add(wrong);
        } else {
            card.getChildren().add(Parts.label(about.title(), "oh-heading"));
        }
        if (!about.second().isEmpty()) {
            card.getChildren().add(Parts.label(about.second(), "oh-caption"));
        }
        if (!about.there().text().isEmpty()) {
            Label there = Parts.paragraph(about.there().text(), "oh-caption", "oh-there");
            there.setGraphic(new Icon(IconName.CLOCK, "oh-there-icon"));
            Parts.pseudo(there, "closed", !about.there().open());
            card.getChildren().add(there);
        }
        about.queued()
                .ifPresent(id -> card.getChildren()
                        .add(action(
                                context.words().of("queue.show"),
                                IconName.SHOW,
                                () -> context.navigator().showQueued(id))));
        about.promise()
                .ifPresent(promise -> card.getChildren()
                        .add(action(promise.text(context.words()), IconName.EVENT, () -> promise(promise))));
        return card;
    }

    private Node action(String text, IconName icon, Runnable pressed) {
        Button button = Parts.button(icon, text, "oh-quiet");
        button.setId("about-action");
        button.setOnAction(event -> pressed.run());
        var place = new VBox(button);
        place.getStyleClass().add("oh-about-action");
        return place;
    }

    private void promise(Promise promise) {
        context.door().ask(promise.command(), outcome -> {
            switch (outcome) {
                case CommandOutcome.Accepted _ ->
                    context.navigator()
                            .say(context.words().of("callback.promisedNow", NumberText.grouped(promise.number())));
                case CommandOutcome.Refused refused -> context.navigator().refused(refused);
            }
        });
    }

    private Node next(NextInQueue next, boolean mayCall) {
        var lines = new VBox(
                Parts.label(next.place(), "oh-caption", "oh-next-place"),
                Parts.leftToRight(Parts.label(next.who(), "oh-strong")));
        if (!next.number().isEmpty()) {
            lines.getChildren().add(Parts.leftToRight(Parts.label(next.number(), "oh-caption", "oh-digits")));
        }
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        Button dial = Parts.button(IconName.DIAL_NEXT, context.words().of("queue.dialNext"), "oh-quiet");
        dial.setId("dial-next");
        dial.setDisable(!mayCall);
        dial.setOnAction(event -> context.door().ask(new AgentCommand.DialNext()));
        Pane card = shownStacked ? new VBox(lines, dial) : new HBox(lines, dial);
        if (card instanceof HBox row) {
            row.setAlignment(Pos.CENTER_LEFT);
        }
        card.getStyleClass().addAll("oh-card", "oh-next");
        return card;
    }

    private Node today(Today today) {
        var figures = new HBox();
        figures.getStyleClass().add("oh-figures");
        for (Figure figure : today.figures()) {
            var cell =
                    new VBox(Parts.label(figure.value(), "oh-figure-value"), Parts.label(figure.word(), "oh-caption"));
            cell.getStyleClass().add("oh-figure");
            HBox.setHgrow(cell, Priority.ALWAYS);
            figures.getChildren().add(cell);
        }
        var area = new VBox(Parts.label(context.words().of("today.heading"), "oh-caption"), figures);
        area.getStyleClass().add("oh-today");
        return area;
    }
}
