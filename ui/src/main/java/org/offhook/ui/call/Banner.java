package org.offhook.ui.call;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.ui.fx.GuardedButton;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.StateGlyph;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.BannerView;
import org.offhook.ui.model.BannerView.Action;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StateMark;
import org.offhook.ui.model.Tone;

/** The last error in plain words, what to do about it, one button, and its code. In a call it is one line that unfolds. */
public final class Banner extends VBox {
    private final WindowContext context;
    private final StateGlyph glyph = new StateGlyph("glyph-banner");
    private final Icon info = new Icon(IconName.INFO, "oh-banner-info");
    private final Label title = Parts.label("", "oh-banner-title");
    private final Label sentence = Parts.paragraph("", "oh-banner-text");
    private final Label shortCode = Parts.label("", "oh-banner-code");
    private final Label code = Parts.label("", "oh-banner-code");
    private final GuardedButton action;
    private final Icon actionIcon = new Icon(IconName.REFRESH);
    private final Button close;
    private final Button unfold;
    private final HBox foot;
    private Action shownAction = Action.NONE;
    private boolean unfolded;

    public Banner(WindowContext context, Consumer<Action> pressed, Runnable closed) {
        this.context = context;
        getStyleClass().add("oh-banner");
        setMaxHeight(USE_PREF_SIZE);
        title.setMinWidth(0);
        shortCode.setMinWidth(USE_PREF_SIZE);
        close = Parts.iconButton(IconName.CLOSE, context.words().of("banner.close"), "oh-banner-close");
        close.setOnAction(event -> closed.run());
        unfold = Parts.iconButton(IconName.EXPAND, context.words().of("banner.more"), "oh-banner-close");
        unfold.setOnAction(event -> {
            unfolded = !unfolded;
            context.navigator().refresh();
        });
        var head = new HBox(glyph, info, title, Parts.slack(), shortCode, unfold, close);
        head.getStyleClass().add("oh-banner-head");
        head.setAlignment(Pos.CENTER_LEFT);
        action = new GuardedButton(context.pointer());
        action.getStyleClass().addAll("oh-button", "oh-quiet");
        action.setGraphic(actionIcon);
        action.setMinWidth(USE_PREF_SIZE);
        code.setMinWidth(0);
        code.setWrapText(true);
        action.setOnAction(event -> pressed.accept(shownAction));
        foot = new HBox(action, code);
        foot.getStyleClass().add("oh-banner-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(code, Priority.ALWAYS);
        getChildren().addAll(head, sentence, foot);
    }

    /** @param inCall one line that unfolds, so that it fits into the slack above the tiles */
    public void show(BannerView view, boolean inCall) {
        boolean folded = inCall && !unfolded;
        Parts.tone(this, view.tone());
        boolean hint = view.tone() == Tone.INFO;
        Parts.present(glyph, !hint);
        Parts.present(info, hint);
        glyph.show(StateMark.ERROR, context.words().of("mark.", StateMark.ERROR));
        title.setText(view.title());
        title.setWrapText(!folded);
        title.setMinHeight(folded ? USE_COMPUTED_SIZE : USE_PREF_SIZE);
        sentence.setText(view.sentence());
        String number = view.code();
        code.setText(
                view.extra().isEmpty() || number.isEmpty()
                        ? view.extra() + number
                        : context.words().of("banner.codeAfter", view.extra(), number));
        shortCode.setText(number);
        if (view.action() != shownAction) {
            shownAction = view.action();
            action.guard();
        }
        action.setText(view.actionText());
        action.setAccessibleText(view.actionText());
        actionIcon.show(
                switch (view.action()) {
                    case NONE, TRY_NOW, LOOK_AGAIN -> IconName.REFRESH;
                    case CHANGE_ACCOUNT -> IconName.SETTINGS;
                    case CHOOSE_AUDIO -> IconName.MIC;
                    case LOOK_AT_REQUEST -> IconName.SHOW;
                    case CALL_BACK -> IconName.CALL;
                    case DECIDE -> IconName.HELP;
                });
        Parts.present(action, view.action() != Action.NONE);
        Parts.present(close, view.closable());
        Parts.present(unfold, inCall);
        Parts.present(shortCode, folded);
        Parts.present(sentence, !folded);
        Parts.present(
                foot,
                !folded && (view.action() != Action.NONE || !code.getText().isEmpty()));
        Parts.pseudo(this, "folded", folded);
        setAccessibleText(view.title() + ". " + view.sentence());
    }

    /** Another error begins folded. */
    public void fold() {
        unfolded = false;
    }
}
