package org.offhook.ui.call;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
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
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.GuardedButton;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.RingPulse;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallObjection;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.IncomingView;
import org.offhook.ui.model.StateMark;
import org.offhook.ui.text.NumberText;

/**
 * An incoming call. It appears where it stays, takes no focus, has no default button, and its buttons are inert for half a second
 * after they appear. Enter and Space do nothing on them: a call is answered by its shortcut or the pointer. Beside Decline a menu, for the
 * keyboard too, has the other causes and whom to forward to.
 */
public final class IncomingCard extends VBox {
    private static final Duration CALL_BACK_DWELL = Duration.ofMillis(800);

    private final WindowContext context;
    private final String answerKeys;
    private final StateGlyph glyph = new StateGlyph("glyph-row");
    private final RingPulse pulse;
    private final Label title = Parts.label("", "oh-incoming-title");
    private final TextField number = Parts.leftToRight(Parts.copyable("oh-incoming-number"));
    private final Label about = Parts.label("", "oh-incoming-about");
    private final GuardedButton answer;
    private final GuardedButton decline;
    private final GuardedButton more;
    private final RefusalMenu refusals;
    private final HBox refusal;
    private final GuardedButton callBack;
    private final HBox choice;
    private @Nullable IncomingView shown;
    private @Nullable AgentSnapshot snapshot;
    private @Nullable CallId answering;

    /** @param answerKeys how the shortcuts read, for the accessible names */
    public IncomingCard(WindowContext context, String answerKeys, String declineKeys) {
        this.context = context;
        this.answerKeys = answerKeys;
        pulse = new RingPulse(context.alarm(), glyph);
        getStyleClass().add("oh-incoming");
        var lines = new VBox(title, number, about);
        lines.getStyleClass().add("oh-incoming-lines");
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        number.setAccessibleText(context.words().of("call.number"));
        var top = new HBox(glyph, lines);
        top.getStyleClass().add("oh-incoming-top");
        top.setAlignment(Pos.CENTER_LEFT);
        answer = button(IconName.CALL, "incoming.answer", "oh-answer");
        answer.setAccessibleText(context.words().of("incoming.answer.name", answerKeys));
        answer.setOnAction(event -> answer());
        decline = button(null, "incoming.decline", "oh-decline");
        decline.setAccessibleText(context.words().of("incoming.decline.name", declineKeys));
        decline.setOnAction(event -> decline());
        callBack = button(IconName.CALL, "incoming.callBack", "oh-answer");
        callBack.setAccessibleText(callBack.getText());
        callBack.setOnAction(event -> callBack());
        refusals = new RefusalMenu(context);
        more = button(IconName.EXPAND, "", "oh-decline");
        more.getStyleClass().add("oh-decline-more");
        more.setAccessibleText(context.words().of("incoming.more.name"));
        more.setTooltip(new Tooltip(context.words().of("incoming.more.name")));
        more.setMaxWidth(Region.USE_PREF_SIZE);
        more.setDeafToKeys(false); // it opens a menu only
        more.setOnAction(event -> openRefusals());
        refusal = new HBox(decline, more);
        refusal.getStyleClass().add("oh-refusal");
        choice = new HBox(answer, refusal);
        choice.getStyleClass().add("oh-incoming-choice");
        HBox.setHgrow(answer, Priority.ALWAYS);
        HBox.setHgrow(decline, Priority.ALWAYS);
        HBox.setHgrow(refusal, Priority.ALWAYS);
        VBox.setVgrow(top, Priority.ALWAYS);
        getChildren().addAll(top, choice);
    }

    private GuardedButton button(@Nullable IconName icon, String key, String styleClass) {
        var button = new GuardedButton(context.pointer());
        button.setText(key.isEmpty() ? "" : context.words().of(key));
        if (icon != null) {
            button.setGraphic(new Icon(icon));
        }
        button.getStyleClass().addAll("oh-button", styleClass);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setDeafToKeys(true);
        return button;
    }

    public void show(IncomingView view, AgentSnapshot latest) {
        snapshot = latest;
        boolean another = shown == null || !shown.call().equals(view.call());
        boolean nowMissed = view.missed()
                && (another || !java.util.Objects.requireNonNull(shown).missed());
        shown = view;
        pulse.ring(!view.missed());
        glyph.show(StateMark.RINGING, context.words().of("mark.", StateMark.RINGING));
        title.setText(view.title());
        if (!number.getText().equals(view.number())) {
            number.setText(view.number());
        }
        about.setText(view.about());
        Parts.present(about, !view.about().isEmpty());
        Parts.pseudo(this, "missed", view.missed());
        Parts.pseudo(this, "beside", view.beside());
        if (another || nowMissed) {
            choice.getChildren()
                    .setAll(view.missed() ? java.util.List.of(callBack) : java.util.List.of(answer, refusal));
            refusals.close();
            answer.guard();
            decline.guard();
            more.guard();
            callBack.guard(CALL_BACK_DWELL);
            answering = null;
        }
        boolean busy = view.call().equals(answering);
        answer.setText(context.words()
                .of(busy ? "incoming.answering" : view.beside() ? "incoming.answerAndHold" : "incoming.answer"));
        answer.setAccessibleText(
                context.words().of(view.beside() ? "incoming.answerAndHold.name" : "incoming.answer.name", answerKeys));
        boolean known = NumberText.verdict(view.number()) == NumberText.Verdict.DIALLABLE;
        String objection = CallObjection.byHand(latest, account(view, latest), context.words())
                .orElse("");
        callBack.setDisable(!known || !objection.isEmpty());
        callBack.setAccessibleHelp(objection);
        if (view.missed()
                && !objection.isEmpty()) { // a button that is off cannot be pointed at: its card says why it is
            about.setText(view.about().isEmpty() ? objection : view.about() + " · " + objection);
            Parts.present(about, true);
        }
    }

    private static AccountId account(IncomingView view, AgentSnapshot latest) {
        return latest.phone().call(view.call()).map(CallView::account).orElse(AccountId.MAIN);
    }

    /** Nothing rings and nothing was just missed. */
    public void clear() {
        shown = null;
        answering = null;
        refusals.close();
        pulse.ring(false);
    }

    /** Answer by its shortcut. */
    public void answerByShortcut() {
        if (shown != null && !shown.missed()) {
            answer.fireByShortcut();
        }
    }

    /** Decline by its shortcut. */
    public void declineByShortcut() {
        if (shown != null && !shown.missed()) {
            decline.fireByShortcut();
        }
    }

    private void answer() {
        IncomingView view = shown;
        if (view != null && !view.call().equals(answering)) {
            answering = view.call();
            context.door().ask(new PhoneCommand.AnswerCall(view.call()));
            context.navigator().refresh();
        }
    }

    private void decline() {
        IncomingView view = shown;
        if (view != null) {
            context.door().ask(new PhoneCommand.RejectCall(view.call()));
        }
    }

    private void openRefusals() {
        IncomingView view = shown;
        AgentSnapshot latest = snapshot;
        if (view != null && latest != null) {
            refusals.open(view.call(), latest, more);
        }
    }

    private void callBack() {
        IncomingView view = shown;
        AgentSnapshot latest = snapshot;
        if (view != null) {
            AccountId account = latest == null ? AccountId.MAIN : account(view, latest);
            ManualDial dial = ManualDial.typed(NumberText.dialled(view.number()));
            context.door().ask(new AgentCommand.ClickToCall(dial.over(account)));
        }
    }
}
