package org.offhook.ui.shell;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.fx.DwellGuard;
import org.offhook.ui.fx.GuardedButton;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Look;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** The primary action, always in the same place. */
final class Dock extends HBox {
    private static final Duration PAIRING_DWELL = Duration.ofSeconds(1);

    private final Words words;
    private final GuardedButton primary;
    private final Button second;
    private final Icon icon = new Icon(IconName.CALL);
    private Meaning meaning = Meaning.NOTHING;
    private String subject = "";
    private String help = "";
    private final String endShortcut;
    private @Nullable Tooltip reason;

    Dock(WindowContext context, Runnable pressed, Runnable secondPressed, String endShortcut) {
        this.words = context.words();
        this.endShortcut = endShortcut;
        getStyleClass().add("oh-dock");
        setAlignment(Pos.CENTER);
        primary = new GuardedButton(context.pointer());
        primary.getStyleClass().addAll("oh-button", "oh-primary");
        primary.setMaxWidth(Double.MAX_VALUE);
        primary.setMinWidth(0);
        HBox.setHgrow(primary, Priority.ALWAYS);
        primary.setGraphic(icon);
        primary.setOnAction(event -> pressed.run());
        Parts.tip(primary, () -> help);
        addEventHandler(MouseEvent.MOUSE_ENTERED, event -> {
            if (reason == null) {
                reason = new Tooltip(); // not needed for the first picture
            }
            tellReason();
        });
        second = Parts.button("", "oh-dock-second");
        second.setOnAction(event -> secondPressed.run());
        Parts.present(second, false);
        getChildren().addAll(primary, second);
    }

    Meaning meaning() {
        return meaning;
    }

    void show(DockView view) {
        if (view.meaning() != meaning || !view.subject().equals(subject)) {
            meaning = view.meaning();
            subject = view.subject();
            primary.guard(meaning == Meaning.ANSWER_PAIRING ? PAIRING_DWELL : DwellGuard.DWELL);
            primary.setDeafToKeys(meaning.endsCall());
            Parts.pseudo(primary, "call", meaning.look() == Look.CALL);
            Parts.pseudo(primary, "end", meaning.look() == Look.END);
        }
        primary.setText(view.text());
        icon.show(view.icon());
        boolean waiting = view.icon() == IconName.SYNC || view.icon() == IconName.CLOCK;
        boolean plain = meaning.look() == Look.ACCENT
                && meaning != Meaning.SAVE_RESULT
                && meaning != Meaning.NEXT_LEAD
                && meaning != Meaning.ASK_FIRST
                && meaning != Meaning.SEND_CALL
                && !waiting;
        primary.setGraphic(plain ? null : icon);
        primary.setDisable(!view.enabled());
        help = meaning.endsCall() ? words.of("dock.endsCall.help", view.text(), endShortcut) : view.help();
        primary.setAccessibleText(view.text());
        primary.setAccessibleHelp(help);
        tellReason();
        second.setText(view.second());
        second.setAccessibleText(view.second());
        Parts.present(second, !view.second().isEmpty());
    }

    /** A control that is off is not under the pointer: its place says why it is. */
    private void tellReason() {
        Tooltip tip = reason;
        if (tip == null) {
            return;
        }
        if (primary.isDisabled() && !help.isEmpty()) {
            tip.setText(help);
            Tooltip.install(this, tip);
        } else {
            Tooltip.uninstall(this, tip);
        }
    }

    /** The primary action by its shortcut, while it means {@code wanted}. */
    void fire(Meaning wanted) {
        if (meaning == wanted) {
            primary.fireByShortcut();
        }
    }

    /** Hang up or cancel by shortcut. */
    void endCall() {
        if (meaning.endsCall()) {
            primary.fireByShortcut();
        }
    }
}
