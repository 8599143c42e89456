package org.offhook.ui.admin;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCall.State;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;

/** One future call, and not making it while it still waits. */
final class FutureCallPage extends AdminSubPage {
    private final FutureCall call;
    private final Runnable changed;
    private final Label question = Parts.paragraph("", "oh-admin-question");
    private boolean asking;
    private boolean busy;

    FutureCallPage(AdminContext admin, FutureCall call, Runnable changed) {
        super(admin, admin.words().of("admin.schedule.one", call.id()));
        this.call = call;
        this.changed = changed;
        root.getStyleClass().add("oh-form-page");
        question.setText(words.of("admin.schedule.question", call.id()));
        question.setFocusTraversable(true);
        Parts.present(question, false);
        var card = new VBox();
        card.getStyleClass().addAll("oh-card", "oh-admin-card");
        line(card, "admin.schedule.when", SchedulePage.when(call));
        line(card, "admin.schedule.dial1", call.asked().dial1());
        line(card, "admin.schedule.dial2", call.asked().dial2());
        line(card, "admin.schedule.ident", call.asked().ident());
        line(card, "admin.schedule.user", call.asked().user());
        line(card, "admin.schedule.state", words.of("admin.schedule.state.", call.state()));
        line(card, "admin.schedule.attempts", Integer.toString(call.attempts()));
        line(card, "admin.schedule.outcome", call.outcome());
        add(question, card);
    }

    private void line(VBox card, String key, String text) {
        if (!text.isEmpty()) {
            TextField value = Parts.leftToRight(Parts.copyable());
            value.setText(text);
            value.setAccessibleText(words.of(key));
            card.getChildren().addAll(Parts.label(words.of(key), "oh-label"), value);
        }
    }

    @Override
    public @Nullable Node firstFocus() {
        return null;
    }

    @Override
    DockView dock() {
        if (busy) {
            return busy(words.of("admin.saving"));
        }
        if (asking) {
            return agree(words.of("admin.schedule.cancel")).withSecond(words.of("admin.keep"));
        }
        return call.state() == State.WAITING ? done().withSecond(words.of("admin.schedule.cancelShort")) : done();
    }

    @Override
    void pressed() {
        if (busy) {
            return;
        }
        if (!asking) {
            back();
            return;
        }
        busy = true;
        admin.window().navigator().refresh();
        admin.ask(
                administration -> {
                    administration.schedule().cancel(call.id());
                    return call;
                },
                _ -> {
                    changed.run();
                    back();
                    say(words.of("admin.schedule.cancelled", call.id()));
                },
                thrown -> {
                    busy = false;
                    ask(false);
                    showTrouble(Troubles.sentence(thrown, words));
                });
    }

    @Override
    void secondPressed() {
        if (!busy) {
            ask(!asking);
        }
    }

    private void ask(boolean now) {
        asking = now;
        Parts.present(question, now);
        if (now) {
            question.requestFocus();
        }
        admin.window().navigator().refresh();
    }
}
