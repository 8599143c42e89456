package org.offhook.ui.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.ui.fx.GuardedButton;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StateBarModel;
import org.offhook.ui.model.StateBarView;
import org.offhook.ui.model.StateBarView.StateButton;
import org.offhook.ui.text.Words;

/** The bar that says what the agent is: shape, word, running time, reason; at its end the one button that changes it. */
final class StateBar extends HBox {
    private final WindowContext context;
    private final Words words;
    private final StateMenus menus;
    private final StateGlyph glyph = new StateGlyph("glyph-bar");
    private final Label word = Parts.label("", "oh-state-word");
    private final Label timer = Parts.label("", "oh-state-timer");
    private final Label second = Parts.label("", "oh-state-second");
    private final Button menuButton = new Button();
    private final GuardedButton button;
    private final Icon arrow = new Icon(IconName.EXPAND);
    private final Region track = new Region();
    private final Region left = new Region();
    private Optional<Double> timeLeft = Optional.empty();
    private StateButton shownButton = StateButton.NONE;
    private AgentSnapshot snapshot;

    StateBar(WindowContext context, StateBarModel model, AgentSnapshot first) {
        this.context = context;
        this.words = context.words();
        this.snapshot = first;
        this.menus = new StateMenus(context, model);
        this.button = new GuardedButton(context.pointer());
        getStyleClass().add("oh-state-bar");
        setAlignment(Pos.CENTER_LEFT);
        var words1 = new HBox(word, timer);
        words1.getStyleClass().add("oh-state-words");
        words1.setAlignment(Pos.BASELINE_LEFT);
        timer.setMinWidth(Region.USE_PREF_SIZE);
        word.setMinWidth(Region.USE_PREF_SIZE);
        var lines = new VBox(words1, second);
        lines.getStyleClass().add("oh-state-lines");
        lines.setAlignment(Pos.CENTER_LEFT);
        var content = new HBox(glyph, lines);
        content.getStyleClass().add("oh-state-content");
        content.setAlignment(Pos.CENTER_LEFT);
        menuButton.getStyleClass().add("oh-state-menu");
        menuButton.setGraphic(content);
        menuButton.setMaxWidth(Double.MAX_VALUE);
        menuButton.setMinWidth(0);
        menuButton.setAlignment(Pos.CENTER_LEFT);
        menuButton.setOnAction(event -> {
            boolean wrapsUp = snapshot.agent().state() == AgentState.WRAP_UP;
            open(wrapsUp ? menus.afterCall(snapshot) : menus.state(snapshot), menuButton);
        });
        HBox.setHgrow(menuButton, Priority.ALWAYS);
        button.getStyleClass().addAll("oh-button", "oh-state-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> pressButton());
        Parts.tip(button, () -> button.getAccessibleText());
        track.getStyleClass().add("oh-time-track");
        left.getStyleClass().add("oh-time-left");
        for (Region line : new Region[] {track, left}) {
            line.setManaged(false);
            line.setVisible(false);
            line.setMouseTransparent(true);
        }
        getChildren().addAll(menuButton, button, track, left);
    }

    /** The line of time left lies on the bar's foot and takes no room. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double height = snapSizeY(track.prefHeight(-1));
        double top = getHeight() - height;
        track.resizeRelocate(0, top, getWidth(), height);
        left.resizeRelocate(0, top, snapSizeX(getWidth() * timeLeft.orElse(0.0)), height);
    }

    private void showTimeLeft(Optional<Double> now) {
        if (!now.equals(timeLeft)) {
            timeLeft = now;
            track.setVisible(now.isPresent());
            left.setVisible(now.isPresent());
            requestLayout();
        }
    }

    void show(AgentSnapshot now, StateBarView view, boolean narrow) {
        snapshot = now;
        glyph.show(view.mark(), words.of("mark.", view.mark()));
        word.setText(view.word());
        timer.setText(view.timer());
        Parts.present(timer, !view.timer().isEmpty());
        second.setText(view.second());
        Parts.present(second, !view.second().isEmpty());
        Parts.pseudo(this, "over", view.over());
        Parts.pseudo(second, "strong", view.strongSecond());
        Parts.tone(this, view.tone());
        String said = view.second().isEmpty() ? view.word() : words.of("row.two", view.word(), view.second());
        if (!said.equals(menuButton.getAccessibleText())) {
            menuButton.setAccessibleText(said);
            menuButton.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
        menuButton.setAccessibleHelp(words.of("state.menu.help"));
        menuButton.setFocusTraversable(view.hasMenu());
        menuButton.setMouseTransparent(!view.hasMenu());
        showButton(view.button(), narrow);
        showTimeLeft(view.timeLeft());
    }

    private void showButton(StateButton kind, boolean narrow) {
        if (kind != shownButton) {
            shownButton = kind;
            button.guard();
        }
        Parts.present(button, kind != StateButton.NONE);
        boolean goes = kind == StateButton.GO_READY || kind == StateButton.GO_READY_OFF;
        String text = words.of(
                switch (kind) {
                    case NONE, GO_READY, GO_READY_OFF -> "state.button.goReady";
                    case PAUSE, PAUSE_MENU -> "state.button.pause";
                    case AFTER_CALL -> "state.button.afterCall";
                    case MORE_TIME -> "state.button.moreTime";
                });
        button.setText(narrow ? "" : text);
        arrow.show(
                goes
                        ? IconName.PLAY
                        : switch (kind) {
                            case PAUSE -> IconName.PAUSE;
                            case MORE_TIME -> IconName.MORE_TIME;
                            case NONE, GO_READY, GO_READY_OFF, PAUSE_MENU, AFTER_CALL -> IconName.EXPAND;
                        });
        boolean opensMenu = kind == StateButton.PAUSE_MENU || kind == StateButton.AFTER_CALL;
        button.setGraphic(narrow || opensMenu ? arrow : null);
        Parts.pseudo(button, "icon-only", narrow);
        Parts.pseudo(button, "opens-menu", opensMenu && !narrow);
        button.setDisable(kind == StateButton.GO_READY_OFF);
        button.setAccessibleText(kind == StateButton.MORE_TIME ? words.of("state.button.moreTime.name") : text);
        button.setAccessibleHelp(kind == StateButton.GO_READY_OFF ? words.of("state.button.goReady.off") : "");
    }

    private void pressButton() {
        switch (shownButton) {
            case NONE, GO_READY_OFF -> {}
            case GO_READY -> context.door().ask(new AgentCommand.GoReady());
            case PAUSE -> context.door().ask(new AgentCommand.Pause(Optional.empty()));
            case PAUSE_MENU -> open(menus.reasons(snapshot), button);
            case AFTER_CALL -> open(menus.afterCall(snapshot), button);
            case MORE_TIME ->
                snapshot.work()
                        .wrapUp()
                        .ifPresent(wrapUp -> context.door().ask(new AgentCommand.ExtendWrapUp(wrapUp.call())));
        }
    }

    /** Go ready by its shortcut. */
    void goReady() {
        if (shownButton == StateButton.GO_READY) {
            button.fireByShortcut();
        }
    }

    /** Pause by its shortcut: opens the reasons where there are any. */
    void pause() {
        if (shownButton == StateButton.PAUSE || shownButton == StateButton.PAUSE_MENU) {
            button.fireByShortcut();
        } else if (menuButton.isFocusTraversable()) {
            menuButton.fire();
        }
    }

    private static void open(ContextMenu menu, Button owner) {
        if (!menu.getItems().isEmpty()) {
            menu.show(owner, Side.BOTTOM, 0, 0);
        }
    }
}
