package org.offhook.ui.mini;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.GuardedButton;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.RingPulse;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.LineQuality;
import org.offhook.ui.model.MiniView;
import org.offhook.ui.model.MiniView.Buttons;
import org.offhook.ui.model.StateMark;
import org.offhook.ui.model.Tone;
import org.offhook.ui.text.Words;

/** The state's shape in its colour, who or what, and the buttons of the moment. */
public final class MiniBar extends HBox {
    private final WindowContext context;
    private final Words words;
    private final StackPane field = new StackPane();
    private final StateGlyph glyph = new StateGlyph("glyph-mini");
    private final RingPulse pulse;
    private final Label first = Parts.label("", "oh-mini-first");
    private final Label strong = Parts.label("", "oh-mini-strong");
    private final StateGlyph poor = new StateGlyph("glyph-small");
    private final Label second = Parts.label("", "oh-mini-second");
    private final GuardedButton mute;
    private final GuardedButton hangUp;
    private final GuardedButton answer;
    private final GuardedButton decline;
    private final Button full;
    private final Icon muteIcon = new Icon(IconName.MIC);
    private final HBox ends = new HBox();
    private Buttons shown = Buttons.FULL_SIZE;
    private AgentSnapshot snapshot;

    /**
     * @param fullSize leaves mini mode
     * @param endCall ends the call, or gives up waiting for its end
     */
    public MiniBar(
            WindowContext context,
            AgentSnapshot now,
            Runnable fullSize,
            Runnable endCall,
            String answerKeys,
            String declineKeys,
            String hangUpKeys) {
        this.context = context;
        pulse = new RingPulse(context.alarm(), glyph);
        this.words = context.words();
        this.snapshot = now;
        getStyleClass().add("oh-mini");
        setAlignment(Pos.CENTER_LEFT);
        field.getStyleClass().add("oh-mini-field");
        field.getChildren().add(glyph);
        field.setMaxHeight(Double.MAX_VALUE);
        poor.show(StateMark.ERROR, words.of("call.quality.", LineQuality.POOR));
        var below = new HBox(strong, poor, second);
        below.getStyleClass().add("oh-mini-below");
        below.setAlignment(Pos.CENTER_LEFT);
        var lines = new VBox(first, below);
        lines.getStyleClass().add("oh-mini-lines");
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        mute = button("oh-mini-mute", muteIcon, words.of("tile.mute"), false);
        mute.setOnAction(event -> toggleMute());
        hangUp = button(
                "oh-mini-hang-up",
                new Icon(IconName.CALL_END),
                words.of("dock.endsCall.help", words.of("dock.hangUp"), hangUpKeys),
                true);
        hangUp.setOnAction(event -> endCall.run());
        answer = button("oh-mini-answer", new Icon(IconName.CALL), words.of("incoming.answer.name", answerKeys), true);
        answer.setOnAction(
                event -> Calls.ringing(snapshot).ifPresent(call -> ask(new PhoneCommand.AnswerCall(call.id()))));
        decline = button(
                "oh-mini-decline", new Icon(IconName.CALL_END), words.of("incoming.decline.name", declineKeys), true);
        decline.setOnAction(
                event -> Calls.ringing(snapshot).ifPresent(call -> ask(new PhoneCommand.RejectCall(call.id()))));
        full = Parts.iconButton(IconName.FULL, words.of("status.full"), "oh-mini-full");
        full.setOnAction(event -> fullSize.run());
        ends.getStyleClass().add("oh-mini-ends");
        ends.setAlignment(Pos.CENTER_RIGHT);
        ends.setMinWidth(USE_PREF_SIZE);
        ends.getChildren().add(full);
        getChildren().addAll(field, lines, ends);
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                fullSize.run();
            }
        });
    }

    private GuardedButton button(String styleClass, Icon icon, String name, boolean deafToKeys) {
        var button = new GuardedButton(context.pointer());
        button.getStyleClass().addAll("oh-button", styleClass);
        button.setGraphic(icon);
        button.setDeafToKeys(deafToKeys);
        Parts.name(button, name);
        return button;
    }

    public void show(AgentSnapshot now, MiniView view) {
        snapshot = now;
        Parts.tone(field, view.tone());
        Parts.pseudo(field, "live", view.tone() == Tone.ON_CALL);
        glyph.show(view.mark(), words.of("mark.", view.mark()));
        pulse.ring(view.mark() == StateMark.RINGING);
        first.setText(view.first());
        first.setNodeOrientation(
                view.number()
                        ? javafx.geometry.NodeOrientation.LEFT_TO_RIGHT
                        : javafx.geometry.NodeOrientation.INHERIT);
        Parts.pseudo(first, "number", view.number());
        strong.setText(view.strong());
        Parts.present(strong, !view.strong().isEmpty());
        Parts.present(poor, view.poor());
        second.setText(view.second());
        boolean muted = Calls.onCard(now).map(CallView::muted).orElse(false);
        muteIcon.show(muted ? IconName.MIC_OFF : IconName.MIC);
        mute.setAccessibleText(words.of(muted ? "tile.muted" : "tile.mute"));
        Parts.pseudo(mute, "on", muted);
        if (view.buttons() != shown) {
            shown = view.buttons();
            switch (view.buttons()) {
                case FULL_SIZE -> ends.getChildren().setAll(full);
                case MUTE_AND_HANG_UP -> ends.getChildren().setAll(mute, hangUp);
                case HANG_UP -> ends.getChildren().setAll(hangUp);
                case ANSWER_AND_DECLINE -> ends.getChildren().setAll(answer, decline);
            }
            for (GuardedButton button : new GuardedButton[] {mute, hangUp, answer, decline}) {
                button.guard();
            }
        }
    }

    private void toggleMute() {
        Calls.onCard(snapshot).ifPresent(call -> ask(new PhoneCommand.MuteCall(call.id(), !call.muted())));
    }

    private void ask(PhoneCommand command) {
        context.door().ask(command);
    }
}
